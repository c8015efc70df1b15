package io.ordertrail.benchmarks.soak;

import java.time.Duration;

/**
 * Production's times, all divided by one factor: what takes minutes there takes seconds here, and what must be longer
 * than something else still is, by the same ratio.
 *
 * @param factor at least 1
 */
public record SoakTimes(int factor) {

    private static final int LOOKS = 4;

    /** A factor below 1 is refused. */
    public SoakTimes {
        if (factor < 1) {
            throw new IllegalArgumentException("factor must be at least 1, but was " + factor);
        }
    }

    /** Returns how long a call to a panel may take. */
    Duration timeout() {
        return Duration.ofSeconds(30).dividedBy(factor);
    }

    Duration connectTimeout() {
        return Duration.ofSeconds(5).dividedBy(factor);
    }

    Duration leaseMargin() {
        return Duration.ofSeconds(15).dividedBy(factor);
    }

    Duration settle() {
        return Duration.ofMinutes(2).dividedBy(factor);
    }

    Duration doubtInterval() {
        return Duration.ofSeconds(15).dividedBy(factor);
    }

    Duration clockSkew() {
        return Duration.ofSeconds(1).dividedBy(factor);
    }

    Duration sweep() {
        return Duration.ofSeconds(5).dividedBy(factor);
    }

    /** Returns how long a claim without a result is left alone. */
    Duration lease() {
        return timeout().plus(connectTimeout()).plus(leaseMargin());
    }

    /**
     * Returns how long a process is frozen, an answer is held back or a link is silent: until the lease has run out,
     * the doubt has settled, its range was searched twice, and the order was submitted again.
     */
    Duration freeze() {
        return lease().plus(settle()).plus(doubtInterval().multipliedBy(LOOKS));
    }

    /** Returns the time in the form that settings take. */
    static String setting(Duration time) {
        return time.toMillis() + "ms";
    }
}
