package io.ordertrail.benchmarks.strangers;

import java.time.Duration;

/**
 * The times of a run: what takes minutes in production takes seconds here, and what must be longer than something else still
 * is.
 *
 * @param timeout how long the services wait for a panel
 * @param settle how long after that a panel may still take an order
 */
record Times(Duration timeout, Duration settle) {

    static final Times SCALED = new Times(Duration.ofSeconds(4), Duration.ofSeconds(8));

    /** Returns when a panel takes an order that it takes only after nobody waits for its answer any more. */
    long lateMillis() {
        return timeout.plus(settle.dividedBy(3)).toMillis();
    }

    /** Returns when a panel answers that is too slow to be waited for. */
    long slowMillis() {
        return timeout.plusMillis(700).toMillis();
    }
}
