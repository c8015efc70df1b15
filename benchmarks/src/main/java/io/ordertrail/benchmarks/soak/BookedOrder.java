package io.ordertrail.benchmarks.soak;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * An order in order-intake's database.
 *
 * @param submission the number of its last submission
 * @param charge the charge that was published to the shop, or null
 * @param priced whether the catalogue gives it a charge; a subscription has no quantity
 */
record BookedOrder(
        long id,
        String reference,
        String link,
        String panel,
        Disposition disposition,
        long submission,
        @Nullable String panelOrderId,
        @Nullable BigDecimal charge,
        boolean priced) {

    /** What became of a request (invariant I2), if anything has yet. */
    enum Disposition {
        ACCEPTED,
        REJECTED,
        IN_DOUBT,
        /** Received, waiting or being submitted: no disposition at the end of a run. */
        OPEN
    }
}
