package io.ordertrail.poller.budget;

import java.time.Duration;
import java.time.Instant;

/**
 * How many calls this replica may make: the panel's limits times the part of the partitions that it owns, so that all
 * replicas together keep them. Calls are spaced evenly, with at most half a second's worth at once after a pause.
 * Not thread-safe.
 */
public final class CallBudget {

    private static final double BURST_SECONDS = 0.5;

    private final double callsPerSecond;
    private final int concurrency;
    private double share = 1;
    private double saved = 1;
    private Instant asOf;
    private int underWay;

    /**
     * Whole until {@link #share} says otherwise.
     *
     * @param callsPerSecond over all replicas
     * @param concurrency calls at once over all replicas
     */
    public CallBudget(double callsPerSecond, int concurrency, Instant now) {
        if (!(callsPerSecond > 0) || concurrency < 1) {
            throw new IllegalArgumentException(
                    "requests-per-second and concurrency of a panel must be positive, but are %s and %d"
                            .formatted(callsPerSecond, concurrency));
        }
        this.callsPerSecond = callsPerSecond;
        this.concurrency = concurrency;
        this.asOf = now;
    }

    /** From now on this replica has so much of the whole: what it owns of all partitions. */
    public void share(double part, Instant now) {
        earn(now);
        share = Math.clamp(part, 0, 1);
    }

    /** Whether a call may begin; if so it counts as begun, and {@link #ended} must follow. */
    public boolean begin(Instant now) {
        earn(now);
        if (saved < 1 || underWay >= concurrencyHere()) {
            return false;
        }
        saved -= 1;
        underWay++;
        return true;
    }

    /** A call is over. */
    public void ended() {
        underWay--;
    }

    /** A call that was begun was not made after all. */
    public void giveBack() {
        underWay--;
        saved += 1;
    }

    /** Calls a second that this replica may make. */
    public double callsPerSecondHere() {
        return callsPerSecond * share;
    }

    /** Calls under way. */
    public int underWay() {
        return underWay;
    }

    /** At least one, or a replica that owns little would do nothing. */
    private int concurrencyHere() {
        return share == 0 ? 0 : Math.max(1, (int) Math.round(concurrency * share));
    }

    private void earn(Instant now) {
        double seconds = Math.max(0, Duration.between(asOf, now).toNanos() / 1e9);
        double most = Math.max(1, callsPerSecondHere() * BURST_SECONDS);
        saved = Math.min(most, saved + seconds * callsPerSecondHere());
        asOf = now;
    }
}
