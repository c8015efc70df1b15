package io.ordertrail.kit.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.ordertrail.events.Topics;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Rate, errors and duration of every topic. What a service may write is there from the start, at 0; what it reads, from the
 * first record. Thread-safe.
 */
@Singleton
public class TopicMetrics {

    private final MeterRegistry registry;
    private final Map<String, Read> read = new ConcurrentHashMap<>();
    private final Map<String, Written> written = new ConcurrentHashMap<>();

    /** Of that service. */
    public TopicMetrics(MeterRegistry registry, @ConfigProperty(name = "quarkus.application.name") String service) {
        this.registry = registry;
        Topics.writtenBy(service).forEach(this::written);
    }

    private record Read(Counter records, Counter dead, Timer processing) {}

    private record Written(Counter published, Counter refused, Timer delay) {}

    /** So many records were taken from it, and acknowledged after that. */
    public void received(String topic, int records, Duration took) {
        read(topic).records().increment(records);
        read(topic).processing().record(took);
    }

    /** A record of it could not be processed, and is kept with the dead letters. */
    public void dead(String topic) {
        read(topic).dead().increment();
    }

    /**
     * Kafka has an event.
     *
     * @param delay since it was written
     */
    public void published(String topic, Duration delay) {
        written(topic).published().increment();
        written(topic).delay().record(delay);
    }

    /** Kafka will never take an event. */
    public void refused(String topic) {
        written(topic).refused().increment();
    }

    private Read read(String name) {
        return read.computeIfAbsent(
                name,
                topic -> new Read(
                        counter(
                                "ordertrail.topic.received",
                                "Records taken from a topic, repeats and what cannot be read included",
                                "records",
                                topic),
                        counter(
                                "ordertrail.dead.letters",
                                "Records of a topic that could not be processed and went to the dead letters",
                                null,
                                topic),
                        timer(
                                "ordertrail.topic.processing",
                                "One batch of records, from Kafka to acknowledged",
                                topic)));
    }

    private Written written(String name) {
        return written.computeIfAbsent(
                name,
                topic -> new Written(
                        counter("ordertrail.outbox.published", "Events that Kafka acknowledged", "events", topic),
                        counter(
                                "ordertrail.outbox.refused",
                                "Events that Kafka refuses whatever is tried, set aside in outbox_parked",
                                "events",
                                topic),
                        timer(
                                "ordertrail.outbox.delay",
                                "From the writing of an event to Kafka's acknowledgement",
                                topic)));
    }

    private Counter counter(String name, String description, @Nullable String unit, String topic) {
        return Counter.builder(name)
                .description(description)
                .baseUnit(unit)
                .tag("topic", topic)
                .register(registry);
    }

    private Timer timer(String name, String description, String topic) {
        return Timer.builder(name)
                .description(description)
                .tag("topic", topic)
                .publishPercentileHistogram()
                .register(registry);
    }
}
