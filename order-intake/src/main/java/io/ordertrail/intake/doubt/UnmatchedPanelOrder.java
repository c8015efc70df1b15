package io.ordertrail.intake.doubt;

import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.panel.StatusKind;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;

/** An id that answers to our key, and that no order of ours is known to have. */
public record UnmatchedPanelOrder(StatusKind kind, long id, Optional<BigDecimal> charge, OptionalLong remains) {

    /** The id as the panel writes it. */
    PanelOrderId panelOrderId() {
        return PanelOrderId.of(id);
    }
}
