package io.ordertrail.poller.schedule;

import java.time.Duration;
import java.time.Instant;

/**
 * Time in 32 bits: tenths of a second from a base, which is the start of the process. Reaches six years either way,
 * which is beyond any order; what lies further is moved to the border.
 */
final class Ticks {

    static final int MILLIS = 100;
    /** Further away than any order lives. */
    static final int NEVER = Integer.MAX_VALUE;

    private final long baseMillis;

    Ticks(Instant base) {
        this.baseMillis = base.toEpochMilli();
    }

    int at(Instant instant) {
        return at(instant.toEpochMilli());
    }

    int at(long epochMillis) {
        return clamp(Math.floorDiv(epochMillis - baseMillis, MILLIS));
    }

    Instant instant(int tick) {
        return Instant.ofEpochMilli(baseMillis + (long) tick * MILLIS);
    }

    /** At least one tick, so that nothing is due the moment it was checked. */
    static int of(Duration duration) {
        return Math.max(1, clamp(duration.toMillis() / MILLIS));
    }

    private static int clamp(long ticks) {
        return (int) Math.clamp(ticks, -(NEVER - 1L), NEVER - 1L);
    }
}
