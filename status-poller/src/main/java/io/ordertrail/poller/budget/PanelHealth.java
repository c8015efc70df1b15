package io.ordertrail.poller.budget;

import io.ordertrail.kit.jobs.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether a panel is to be left alone. After a failure it is, for ever longer; then one small call probes it, and the
 * first answer ends it all. A rate limit is a pause as long as the panel says. Not thread-safe.
 */
public final class PanelHealth {

    /** How many failures in a row, nothing answered between, make a panel that is down rather than a call that failed. */
    private static final int DOWN_AFTER = 4;
    /** How many orders a probe asks for. */
    private static final int PROBE = 10;

    private final Backoff backoff;
    private int failures;
    private int pauses;
    private Instant pausedUntil = Instant.MIN;

    /** With pauses that double between these. */
    public PanelHealth(Duration firstPause, Duration longestPause) {
        this.backoff = new Backoff(firstPause, longestPause);
    }

    /**
     * How many orders the next call may ask for: none while paused or while a probe is under way.
     *
     * @param underWay calls that have no outcome yet
     */
    public int allows(int atMost, int underWay, Instant now) {
        if (now.isBefore(pausedUntil)) {
            return 0;
        }
        if (failures == 0) {
            return atMost;
        }
        return underWay > 0 ? 0 : isDown() ? Math.min(PROBE, atMost) : atMost;
    }

    /** It answered. */
    public void answered() {
        failures = 0;
        pauses = 0;
    }

    /** It did not answer, or nothing that could be read. Calls that fail together are one reason to pause, not several. */
    public void failed(Instant now) {
        failures++;
        if (!now.isBefore(pausedUntil)) {
            pauseUntil(now.plus(backoff.after(++pauses)));
        }
    }

    /** It said "too many". Without a time of its own, we come back as after a failure, but it is not one. */
    public void limited(Optional<Duration> retryAfter, Instant now) {
        pauseUntil(now.plus(retryAfter.orElse(backoff.first().multipliedBy(5))));
    }

    /** Whether nothing came of the last call. */
    public boolean hasFailed() {
        return failures > 0;
    }

    /** Whether nothing came of it several times in a row: an outage, not one bad call. */
    public boolean isDown() {
        return failures >= DOWN_AFTER;
    }

    /** Until when it is left alone; in the past if it is not. */
    public Instant pausedUntil() {
        return pausedUntil;
    }

    private void pauseUntil(Instant until) {
        pausedUntil = until.isAfter(pausedUntil) ? until : pausedUntil;
    }
}
