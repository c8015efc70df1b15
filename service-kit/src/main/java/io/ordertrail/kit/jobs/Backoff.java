package io.ordertrail.kit.jobs;

import java.time.Duration;

/**
 * Pauses between tries that fail one after the other: the first, and twice as long after each further one. Immutable.
 *
 * @param first after the first failure
 * @param longest no pause is longer
 */
public record Backoff(Duration first, Duration longest) {

    /** Enough for every sensible pair of pauses, and far from the largest duration. */
    private static final int MOST_DOUBLINGS = 20;

    /**
     * Returns the pause after so many failures in a row.
     *
     * @param failures fewer than one count as one
     */
    public Duration after(int failures) {
        int doublings = Math.clamp(failures - 1L, 0, MOST_DOUBLINGS);
        Duration pause = first.multipliedBy(1L << doublings);
        return pause.compareTo(longest) < 0 ? pause : longest;
    }
}
