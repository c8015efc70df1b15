package io.ordertrail.intake.doubt;

import io.ordertrail.domain.OrderId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An order that its panel may have, and what bounds the search for it.
 *
 * @param requestedAt when the request that may have arrived was begun
 * @param settledAt when the panel will not take it any more if it has not
 * @param floor the highest id known before the request began: a lost order's is above it
 * @param ceiling the lowest id of an order that was submitted after the doubt was settled: a lost order's is below it
 * @param charge what it costs by the catalogue
 * @param quantity how many in all
 * @param cleanSearches how often the whole closed range was searched and nothing was found
 */
record OpenDoubt(
        OrderId order,
        Instant requestedAt,
        Instant settledAt,
        OptionalLong floor,
        OptionalLong ceiling,
        Optional<BigDecimal> charge,
        OptionalLong quantity,
        int cleanSearches) {

    /** Whether that id can be this order's. */
    boolean mayBe(long id) {
        return floor.isPresent() && id > floor.getAsLong() && (ceiling.isEmpty() || id < ceiling.getAsLong());
    }
}
