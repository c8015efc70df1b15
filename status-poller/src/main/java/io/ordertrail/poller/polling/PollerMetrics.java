package io.ordertrail.poller.polling;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.ordertrail.domain.OrderStatus;
import io.ordertrail.domain.PanelName;
import io.ordertrail.events.StatusEvent;
import io.ordertrail.events.StatusEvent.ChildFound;
import io.ordertrail.events.StatusEvent.OrderDenied;
import io.ordertrail.events.StatusEvent.OrderProgressed;
import io.ordertrail.events.StatusEvent.OrderStuck;
import io.ordertrail.events.StatusEvent.StatusChanged;
import io.ordertrail.poller.schedule.Chunk;
import io.ordertrail.poller.schedule.Chunk.Found;
import io.ordertrail.poller.schedule.PanelSchedule;
import io.ordertrail.poller.storage.WriteResult;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The meters of one panel; all are there from the start. Thread-safe. */
final class PollerMetrics {

    private final MeterRegistry meters;
    private final String panel;
    private final Map<Found, Counter> checks = new EnumMap<>(Found.class);
    private final DistributionSummary fill;
    private final Timer lag;
    private final Timer delay;
    private final Timer published;

    PollerMetrics(MeterRegistry meters, PanelName panel, PanelSchedule schedule) {
        this.meters = meters;
        this.panel = panel.value();
        for (Found found : Found.values()) {
            checks.put(
                    found,
                    Counter.builder("ordertrail.poller.checks")
                            .description("Orders asked for, by what was found")
                            .tag("panel", this.panel)
                            .tag("found", found.name().toLowerCase(Locale.ROOT))
                            .register(meters));
        }
        this.fill = DistributionSummary.builder("ordertrail.poller.chunk.orders")
                .description("Orders asked for in one call")
                .tag("panel", this.panel)
                .register(meters);
        this.lag = timer("ordertrail.poller.lag", "How long the most overdue order of a chunk had been due");
        this.delay = timer(
                "ordertrail.poller.detection.delay",
                "How long before a change was seen the order had been looked at last: it is no older than that");
        this.published = timer("ordertrail.poller.change.commit", "From the answer to the commit of what changed");
        gauge("ordertrail.poller.tracked", "Orders that are watched", schedule, PanelSchedule::size);
        gauge("ordertrail.poller.ready", "Orders that are due and wait for a call", schedule, PanelSchedule::ready);
        gauge(
                "ordertrail.poller.stretch",
                "By how much all wait longer than they should, because the panel allows no more calls",
                schedule,
                PanelSchedule::stretch);
        for (String type : new String[] {"changed", "progressed", "denied", "stuck", "child"}) {
            published(type);
        }
        unknownWord();
    }

    /** The budget stands beside the calls made, which the chunks count. */
    void budget(PanelPoller poller) {
        gauge(
                "ordertrail.poller.calls.allowed",
                "Calls a second that this replica may make: its share of what the panel allows",
                poller,
                PanelPoller::callsAllowed);
    }

    void asked(Chunk chunk) {
        fill.record(chunk.size());
        lag.record(Duration.ofMillis(chunk.overdueMillis()));
    }

    void found(Chunk chunk) {
        int[] counts = new int[Found.values().length];
        for (int place = 0; place < chunk.size(); place++) {
            counts[chunk.found(place).ordinal()]++;
            if (chunk.found(place) == Found.CHANGED) {
                delay.record(Duration.ofMillis(chunk.sinceCheckedMillis(place)));
            }
        }
        checks.forEach((found, counter) -> counter.increment(counts[found.ordinal()]));
    }

    void published(WriteResult settled, Instant now) {
        if (settled.events().isEmpty()) {
            return;
        }
        published.record(Duration.between(settled.sighting().at(), now));
        settled.events().forEach(this::published);
    }

    /** A ticket was asked for, and {@code order.stuck} was published. */
    void stuck() {
        published("stuck").increment();
    }

    private void published(StatusEvent event) {
        switch (event) {
            case StatusChanged changed -> {
                published("changed").increment();
                if (changed.status() == OrderStatus.UNKNOWN) {
                    unknownWord().increment();
                }
            }
            case OrderProgressed _ -> published("progressed").increment();
            case OrderDenied _ -> published("denied").increment();
            case OrderStuck _ -> published("stuck").increment();
            case ChildFound _ -> published("child").increment();
        }
    }

    private Counter published(String type) {
        return Counter.builder("ordertrail.poller.published")
                .description("Events published, by type")
                .tag("panel", panel)
                .tag("event", type)
                .register(meters);
    }

    private Counter unknownWord() {
        return Counter.builder("ordertrail.poller.unknown.words")
                .description("Changes to an unknown status word; the raw text is in the event")
                .tag("panel", panel)
                .register(meters);
    }

    private Timer timer(String name, String description) {
        return Timer.builder(name)
                .description(description)
                .tag("panel", panel)
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofMinutes(10))
                .register(meters);
    }

    private <T> void gauge(String name, String description, T of, ToDoubleFunction<T> value) {
        Gauge.builder(name, of, value)
                .description(description)
                .tag("panel", panel)
                .register(meters);
    }
}
