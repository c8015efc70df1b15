package io.ordertrail.intake.doubt;

import io.ordertrail.domain.OrderStatus;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.panel.StatusKind;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An id that answers to our key, and that no order of ours is known to have.
 *
 * @param status its state when it was asked for: by then the panel may have ended it, and given money back
 * @param charge what the panel shows as its charge, which many panels lower when they give money back
 */
public record UnmatchedPanelOrder(
        StatusKind kind, long id, OrderStatus status, Optional<BigDecimal> charge, OptionalLong remains) {

    /** One that is under way. */
    public UnmatchedPanelOrder(StatusKind kind, long id, Optional<BigDecimal> charge, OptionalLong remains) {
        this(kind, id, OrderStatus.IN_PROGRESS, charge, remains);
    }

    /** The id as the panel writes it. */
    PanelOrderId panelOrderId() {
        return PanelOrderId.of(id);
    }
}
