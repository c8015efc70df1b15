package io.ordertrail.poller.schedule;

import java.time.Duration;

/**
 * The bounds of the cadence.
 *
 * @param shortest no order is asked for more often, unless a chunk has room
 * @param longest no order that is not over is asked for less often
 * @param shortestAfterEnd likewise for one that is over
 * @param longestAfterEnd likewise
 * @param patience which part of the time since the last change may pass before the next look
 * @param anticipation which part of the time to the predicted end may pass before the next look
 */
public record CadenceSettings(
        Duration shortest,
        Duration longest,
        Duration shortestAfterEnd,
        Duration longestAfterEnd,
        double patience,
        double anticipation) {

    /** @throws IllegalArgumentException that names the setting which cannot be */
    public CadenceSettings {
        require(!shortest.isNegative() && !shortest.isZero(), "cadence.shortest must be positive");
        require(shortest.compareTo(longest) <= 0, "cadence.longest must not be below cadence.shortest");
        require(
                shortestAfterEnd.compareTo(longestAfterEnd) <= 0,
                "cadence.longest-after-end must not be below cadence.shortest-after-end");
        require(patience > 0 && patience <= 1, "cadence.patience must be above 0 and at most 1");
        require(anticipation > 0 && anticipation <= 1, "cadence.anticipation must be above 0 and at most 1");
    }

    /** What the configuration has unless it is set. */
    public static CadenceSettings standard() {
        return new CadenceSettings(
                Duration.ofSeconds(10), Duration.ofMinutes(30), Duration.ofMinutes(10), Duration.ofHours(6), 0.1, 0.5);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException("ordertrail.poller." + message);
        }
    }
}
