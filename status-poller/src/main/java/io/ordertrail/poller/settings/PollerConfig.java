package io.ordertrail.poller.settings;

import io.ordertrail.poller.change.ChangeSettings;
import io.ordertrail.poller.schedule.CadenceSettings;
import io.ordertrail.poller.schedule.ScheduleSettings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** How orders are watched. What a panel allows is set at the panel: {@code ordertrail.panels.<name>.*}. */
@ConfigMapping(prefix = "ordertrail.poller")
public interface PollerConfig {

    /** When an order is asked for again. */
    CadenceConfig cadence();

    /** How long the first order that is due waits for others before its call is made with fewer than a chunk. */
    @WithDefault("500ms")
    Duration linger();

    /** How early, as a part of its interval, an order is asked for where a chunk has room. */
    @WithDefault("0.25")
    double early();

    /** The longest wait for an order that its panel leaves out, denies, or answers unreadably. */
    @WithDefault("30m")
    Duration longestMiss();

    /** How often progress of one order is published at most; a change of status at once. */
    @WithDefault("1m")
    Duration progressEvery();

    /** How long a panel must deny an order until {@code order.denied} is published. */
    @WithDefault("1h")
    Duration deniedAfter();

    /** How long nothing may change until {@code order.stuck} is published, where no panel or service says otherwise. */
    @WithDefault("48h")
    Duration stuckAfter();

    /** The same by panel, or by panel and service: {@code stuck-after-of."promosmm"}, {@code stuck-after-of."promosmm/101"}. */
    Map<String, Duration> stuckAfterOf();

    /** Whether a ticket is asked for, once, when an order is stuck at a panel that has a desk. */
    @WithDefault("true")
    boolean tickets();

    /** How long an order is watched after its end for corrections, where it has no warranty or a shorter one. */
    @WithDefault("3d")
    Duration afterEnd();

    /** The warranty in days of a service with refill whose name does not say it. */
    @WithDefault("30")
    @Min(0)
    @Max(3650)
    int warrantyDays();

    /** How long a panel is left alone after its first failure; doubled by each further one. */
    @WithDefault("1s")
    Duration firstPause();

    /** The longest that it is left alone. */
    @WithDefault("2m")
    Duration longestPause();

    /** How many changes are written in one transaction. */
    @WithDefault("500")
    @Min(1)
    @Max(5000)
    int writeBatch();

    /** How many such transactions run at once. */
    @WithDefault("2")
    @Min(1)
    @Max(16)
    int writeConcurrency();

    /**
     * How long an order is kept after its watch has ended. Longer than orders.submissions keeps its records: of an order that
     * is not there any more, a record that comes again would begin a new watch.
     */
    @WithDefault("30d")
    Duration retention();

    /** How often what is older is deleted. */
    @WithDefault("1h")
    Duration upkeepEvery();

    /** How long a shutdown waits for calls under way, and for what they saw to be written. */
    @WithDefault("20s")
    Duration shutdownTimeout();

    /** The bounds of the cadence. */
    interface CadenceConfig {

        /** No order is asked for more often, unless a chunk has room. */
        @WithDefault("10s")
        Duration shortest();

        /** No order that is not over is asked for less often, if the panel's budget allows. */
        @WithDefault("30m")
        Duration longest();

        /** The shortest wait after the end. */
        @WithDefault("10m")
        Duration shortestAfterEnd();

        /** The longest wait after the end, through the warranty. */
        @WithDefault("6h")
        Duration longestAfterEnd();

        /** Which part of the time since the last change may pass before the next look. */
        @WithDefault("0.1")
        double patience();

        /** Which part of the time to the predicted end may pass before the next look. */
        @WithDefault("0.5")
        double anticipation();
    }

    /** The cadence's settings as a value. */
    default CadenceSettings cadenceSettings() {
        CadenceConfig cadence = cadence();
        return new CadenceSettings(
                cadence.shortest(),
                cadence.longest(),
                cadence.shortestAfterEnd(),
                cadence.longestAfterEnd(),
                cadence.patience(),
                cadence.anticipation());
    }

    /** The schedule's settings as a value, for a panel with chunks of that size. */
    default ScheduleSettings scheduleSettings(int chunk) {
        return new ScheduleSettings(chunk, linger(), early(), longestMiss());
    }

    /** The settings of the rules that decide what is published, as a value. */
    default ChangeSettings rules() {
        Map<String, Duration> stuck = new HashMap<>(stuckAfterOf());
        stuck.put(ChangeSettings.DEFAULT, stuckAfter());
        return new ChangeSettings(progressEvery(), deniedAfter(), stuck, afterEnd());
    }
}
