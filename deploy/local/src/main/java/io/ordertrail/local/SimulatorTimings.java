package io.ordertrail.local;

import java.util.Map;

/** The simulator's clock runs sixty times as fast, so whoever waits for panels must look sooner. */
final class SimulatorTimings {

    /** Simulated seconds in one of ours. */
    static final int SPEED = 60;

    /** The settings of services beside their usual ones when the panels are simulated; the others ignore it. */
    static final Map<String, String> OF_THE_SIMULATOR = Map.ofEntries(
            Map.entry("ordertrail.refill.follow.soonest", "2s"),
            Map.entry("ordertrail.refill.follow.latest", "1m"),
            Map.entry("ordertrail.refill.retry.first", "20s"),
            Map.entry("ordertrail.refill.doubt.after", "1m"),
            Map.entry("ordertrail.poller.cadence.shortest", "500ms"),
            Map.entry("ordertrail.poller.cadence.longest", "10s"),
            Map.entry("ordertrail.poller.cadence.shortest-after-end", "2s"),
            Map.entry("ordertrail.poller.cadence.longest-after-end", "20s"),
            Map.entry("ordertrail.poller.longest-miss", "10s"),
            Map.entry("ordertrail.poller.progress-every", "2s"),
            Map.entry("ordertrail.poller.stuck-after", "5m"),
            Map.entry("ordertrail.poller.denied-after", "1m"));

    private SimulatorTimings() {}
}
