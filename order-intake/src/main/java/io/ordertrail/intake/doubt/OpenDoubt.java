package io.ordertrail.intake.doubt;

import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.panel.StatusKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A submission that its panel may have taken, and what bounds the search for it.
 *
 * @param submission which submission of the order it is about: the fence of its claim
 * @param kind the id space that the panel would have put it in
 * @param requestedAt when the request that may have arrived was begun
 * @param settledAt from when on the panel no longer takes it if it has not
 * @param range the ids that it can have
 * @param charge the amount that it costs by the catalogue
 * @param quantity the quantity in all
 * @param answeredId the id that the panel answered, if another order of ours has that id
 * @param cleanSearches how often the complete closed range was searched and nothing was found
 * @param silentRounds how many rounds in a row the panel's answers were missing or said nothing
 */
public record OpenDoubt(
        OrderId order,
        long submission,
        StatusKind kind,
        Instant requestedAt,
        Instant settledAt,
        IdRange range,
        Optional<BigDecimal> charge,
        OptionalLong quantity,
        Optional<PanelOrderId> answeredId,
        int cleanSearches,
        int silentRounds) {

    /** Whether that order at the panel can be this one, by its id. */
    boolean mayBe(UnmatchedPanelOrder found) {
        return found.kind() == kind && range.contains(found.id());
    }

    /** Whether the panel may still be about to take it. */
    boolean isUnsettled(Instant now) {
        return now.isBefore(settledAt);
    }
}
