package io.ordertrail.benchmarks.soak;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * An order as order-intake's database has it.
 *
 * @param charge what it costs, as the shop was told
 */
record BookedOrder(
        long id,
        String reference,
        String link,
        String panel,
        Disposition disposition,
        @Nullable String panelOrderId,
        @Nullable BigDecimal charge) {

    /** What became of a request (invariant I2), or that nothing has yet. */
    enum Disposition {
        ACCEPTED,
        REJECTED,
        IN_DOUBT,
        /** Received, waiting or being submitted: no disposition when everything has come to rest. */
        OPEN
    }
}
