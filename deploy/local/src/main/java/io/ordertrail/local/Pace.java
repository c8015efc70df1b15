package io.ordertrail.local;

import java.util.Map;

/** The simulator's clock runs sixty times as fast, so whoever waits for panels must look sooner. */
final class Pace {

    /** Simulated seconds in one of ours. */
    static final int SPEED = 60;

    /** What services are told beside their usual settings when the panels are simulated; the others ignore it. */
    static final Map<String, String> OF_THE_SIMULATOR = Map.of(
            "ordertrail.refill.follow.soonest", "2s",
            "ordertrail.refill.follow.latest", "1m",
            "ordertrail.refill.retry.first", "20s",
            "ordertrail.refill.doubt.after", "1m");

    private Pace() {}
}
