package io.ordertrail.benchmarks.soak;

import org.jspecify.annotations.Nullable;

/** An order as order-intake's database has it. */
record BookedOrder(
        long id,
        String reference,
        String link,
        String panel,
        Disposition disposition,
        @Nullable String panelOrderId) {

    /** What became of a request (invariant I2), or that nothing has yet. */
    enum Disposition {
        ACCEPTED,
        REJECTED,
        IN_DOUBT,
        /** Received, waiting or being submitted: no disposition when everything has come to rest. */
        OPEN
    }
}
