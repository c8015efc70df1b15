package io.ordertrail.poller.schedule;

import java.time.Duration;

/**
 * How chunks are made.
 *
 * @param chunk how many orders one call asks for; panels allow 100
 * @param linger how long the first order that is due waits for others before its chunk is sent half empty
 * @param early how early, as a part of its interval, an order may be looked at where a chunk has room
 * @param longestMiss the longest wait for an order that the panel leaves out, denies or answers unreadably
 */
public record ScheduleSettings(int chunk, Duration linger, double early, Duration longestMiss) {

    /** @throws IllegalArgumentException that names the setting which cannot be */
    public ScheduleSettings {
        if (chunk < 1 || chunk > 100) {
            throw new IllegalArgumentException("chunk must be 1 to 100, but is " + chunk);
        }
        if (early < 0 || early > 1) {
            throw new IllegalArgumentException("ordertrail.poller.early must be 0 to 1, but is " + early);
        }
    }

    /** What the configuration has unless it is set. */
    public static ScheduleSettings standard() {
        return new ScheduleSettings(100, Duration.ofMillis(500), 0.25, Duration.ofMinutes(30));
    }
}
