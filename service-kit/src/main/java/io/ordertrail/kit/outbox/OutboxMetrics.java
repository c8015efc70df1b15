package io.ordertrail.kit.outbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.ordertrail.kit.telemetry.TopicMetrics;
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

    private final TopicMetrics topics;
    private final Timer publish;
    private volatile Sample sample = new Sample(new OutboxTable.Backlog(0, 0, Duration.ZERO), System.nanoTime());

    OutboxMetrics(MeterRegistry registry, TopicMetrics topics) {
        this.topics = topics;
        publish = Timer.builder("ordertrail.outbox.publish")
                .description("Publishing of one batch, until Kafka has all of it")
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
    BatchResult time(List<OutboxRow> rows, Function<List<OutboxRow>, List<PublishResult>> publisher) {
        long begun = System.nanoTime();
        BatchResult settlement = BatchResult.of(rows, publisher.apply(rows));
        Duration taken = Duration.ofNanos(System.nanoTime() - begun);
        publish.record(taken);
        settlement
                .published()
                .forEach(row -> topics.published(row.topic(), row.age().plus(taken)));
        rows.stream().filter(row -> settlement.parked().containsKey(row.id())).forEach(row -> {
            topics.refused(row.topic());
            LOG.errorf(
                    "Kafka refuses the event in row %d, for %s, which was moved to outbox_parked: %s",
                    row.id(), row.topic(), settlement.parked().get(row.id()));
        });
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
