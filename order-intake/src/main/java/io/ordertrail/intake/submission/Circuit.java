package io.ordertrail.intake.submission;

import java.time.Duration;
import java.time.Instant;

/**
 * Whether a panel is worth a call: after some failures in a row it is down, and one order at a time probes it.
 * SmallRye's circuit breaker guards one call; this one decides how many orders are claimed at all, so that none is taken
 * out of the book for a call that will not be made. Immutable.
 *
 * @param failures in a row
 * @param retryAt when a panel that is down may be probed
 */
record Circuit(int failures, int limit, Duration probeInterval, Instant retryAt) {

    static Circuit closed(int limit, Duration probeInterval) {
        return new Circuit(0, limit, probeInterval, Instant.MIN);
    }

    boolean isOpen() {
        return failures >= limit;
    }

    /** How many orders may be claimed now: all that one wants, or one to probe with, or none. */
    int allows(int wanted, Instant now) {
        if (!isOpen()) {
            return wanted;
        }
        return now.isBefore(retryAt) ? 0 : Math.min(1, wanted);
    }

    Circuit succeeded() {
        return closed(limit, probeInterval);
    }

    Circuit failed(Instant now) {
        return new Circuit(Math.min(failures + 1, limit), limit, probeInterval, now.plus(probeInterval));
    }
}
