package io.ordertrail.notifier.delivery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** How deliveries are tried, and how much at once. Limits hold for each replica. */
@ConfigMapping(prefix = "ordertrail.notifier.delivery")
public interface DeliverySettings {

    /** From one attempt to the next; the first is made at once. */
    @WithDefault("5s,5m,30m,2h,5h,10h,10h")
    List<Duration> retries();

    /** By how much of itself each of these is moved, by chance: 0.2 is ±20 %. */
    @WithDefault("0.2")
    double jitter();

    /** What a receiver's {@code Retry-After} may ask for at most. */
    @WithDefault("24h")
    Duration longestRetryAfter();

    /** An endpoint that fails for so long, without one success, is disabled. */
    @WithDefault("5d")
    Duration disableAfter();

    /**
     * For how long a replica has what it claimed; then another may. An attempt begins only while a third of
     * it is left, so it must be three times an attempt's timeout.
     */
    @WithDefault("90s")
    Duration lease();

    /** How many attempts at one endpoint may be under way. */
    @WithDefault("32")
    int concurrency();

    /** How many attempts a second at one endpoint that names no rate of its own. */
    @WithDefault("1000")
    int ratePerSecond();

    /** After so many failures in a row an endpoint's circuit opens. */
    @WithDefault("5")
    int failuresToOpen();

    /** How long an open circuit waits before its first probe; it doubles while probes fail. */
    @WithDefault("5s")
    Duration shortestPause();

    /** How long an open circuit waits at most, and a receiver that is overloaded. */
    @WithDefault("5m")
    Duration longestPause();

    /** How often is looked for what became due. What has just arrived does not wait for it. */
    @WithDefault("500ms")
    Duration sweepEvery();

    /** How long messages and ended deliveries are kept; also how far back can be replayed. */
    @WithDefault("30d")
    Duration retention();

    /** How often old rows are deleted and secrets sealed again. */
    @WithDefault("10m")
    Duration upkeepEvery();

    /** How often the gauges are read from the database. */
    @WithDefault("15s")
    Duration gaugesEvery();

    /** How long a shutdown waits for attempts that are under way. */
    @WithDefault("20s")
    Duration shutdownTimeout();
}
