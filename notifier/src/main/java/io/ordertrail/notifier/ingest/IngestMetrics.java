package io.ordertrail.notifier.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/** What comes from Kafka. */
@Singleton
class IngestMetrics {

    private final Counter events;
    private final Counter deliveries;

    IngestMetrics(MeterRegistry registry) {
        events = Counter.builder("ordertrail.notifier.events")
                .description("Events taken from the lifecycle topics, repeats included")
                .register(registry);
        deliveries = Counter.builder("ordertrail.delivery.created")
                .description("Deliveries made of events")
                .register(registry);
    }

    void arrived(int taken, int made) {
        events.increment(taken);
        deliveries.increment(made);
    }
}
