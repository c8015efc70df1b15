package io.ordertrail.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** What operators see of the outbox. */
@Singleton
class OutboxMetrics {

    private static final Logger LOG = Logger.getLogger(OutboxMetrics.class);

    private final Counter published;
    private final Counter refused;
    private final Timer publish;
    private final Timer delay;
    private volatile Sample sample = new Sample(new OutboxTable.Backlog(0, 0, Duration.ZERO), System.nanoTime());

    OutboxMetrics(MeterRegistry registry) {
        published = Counter.builder("ordertrail.outbox.published")
                .description("Events that Kafka acknowledged")
                .baseUnit("events")
                .register(registry);
        refused = Counter.builder("ordertrail.outbox.refused")
                .description("Events that Kafka refuses whatever is tried, set aside in outbox_parked")
                .baseUnit("events")
                .register(registry);
        publish = Timer.builder("ordertrail.outbox.publish")
                .description("Publishing of one batch, until Kafka has all of it")
                .publishPercentileHistogram()
                .register(registry);
        delay = Timer.builder("ordertrail.outbox.delay")
                .description("From the writing of an event to Kafka's acknowledgement")
                .publishPercentileHistogram()
                .register(registry);
        TimeGauge.builder("ordertrail.outbox.age", this, TimeUnit.NANOSECONDS, metrics -> metrics.sample.age())
                .description("Age of the oldest event that is committed and not published; 0 if there is none")
                .register(registry);
        Gauge.builder(
                        "ordertrail.outbox.pending",
                        this,
                        metrics -> metrics.sample.backlog().pending())
                .description("Events that are committed and not published; counted to 100,000")
                .baseUnit("events")
                .register(registry);
        Gauge.builder(
                        "ordertrail.outbox.parked",
                        this,
                        metrics -> metrics.sample.backlog().parked())
                .description("Events in outbox_parked, for an operator to look at")
                .baseUnit("events")
                .register(registry);
    }

    /** Publishes the batch, and counts what came of it. */
    Settlement time(List<OutboxRow> rows, Function<List<OutboxRow>, List<Delivery>> publisher) {
        long begun = System.nanoTime();
        Settlement settlement = Settlement.of(rows, publisher.apply(rows));
        Duration taken = Duration.ofNanos(System.nanoTime() - begun);
        publish.record(taken);
        published.increment(settlement.published().size());
        settlement.published().forEach(row -> delay.record(row.age().plus(taken)));
        refused.increment(settlement.parked().size());
        settlement
                .parked()
                .forEach((id, reason) -> LOG.errorf(
                        "Kafka refuses the event in row %d, which was moved to outbox_parked: %s", id, reason));
        return settlement;
    }

    void sampled(OutboxTable.Backlog backlog) {
        sample = new Sample(backlog, System.nanoTime());
    }

    /** What was waiting at that moment. */
    private record Sample(OutboxTable.Backlog backlog, long takenAt) {

        /** Goes on growing while PostgreSQL cannot be asked. */
        double age() {
            return backlog.pending() == 0 ? 0 : (double) backlog.age().toNanos() + (System.nanoTime() - takenAt);
        }
    }
}
