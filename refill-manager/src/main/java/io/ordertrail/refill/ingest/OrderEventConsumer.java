package io.ordertrail.refill.ingest;

import io.ordertrail.kit.consuming.RecordBatches;
import io.ordertrail.kit.deadletter.DeadLetterPublisher;
import io.ordertrail.kit.deadletter.ReceivedRecord;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Consumes the channels. A batch is acknowledged when it is stored; while the database is unreachable it is retried, since a batch
 * that fails would stop the channel.
 */
@ApplicationScoped
class OrderEventConsumer {

    static final String SUBMISSIONS = "submissions";
    static final String STATUS = "status";
    static final String MEASUREMENTS = "measurements";

    private static final Logger LOG = Logger.getLogger(OrderEventConsumer.class);
    private static final Duration FIRST_BACK_OFF = Duration.ofMillis(200);
    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(10);

    private final OrderEventProcessor processor;
    private final DeadLetterPublisher deadLetters;
    private final RecordBatches receiving;

    OrderEventConsumer(OrderEventProcessor processor, DeadLetterPublisher deadLetters, RecordBatches receiving) {
        this.processor = processor;
        this.deadLetters = deadLetters;
        this.receiving = receiving;
    }

    @Incoming(SUBMISSIONS)
    Uni<Void> submissions(ConsumerRecords<String, byte[]> records) {
        return persistently(SUBMISSIONS, records, batch -> processor.lifecycle(batch, deadLetters));
    }

    @Incoming(STATUS)
    Uni<Void> status(ConsumerRecords<String, byte[]> records) {
        return persistently(STATUS, records, batch -> processor.lifecycle(batch, deadLetters));
    }

    @Incoming(MEASUREMENTS)
    Uni<Void> measurements(ConsumerRecords<String, byte[]> records) {
        return persistently(MEASUREMENTS, records, batch -> processor.measurements(batch, deadLetters));
    }

    private Uni<Void> persistently(
            String channel,
            ConsumerRecords<String, byte[]> records,
            Function<List<ReceivedRecord>, Uni<? extends Void>> storing) {
        return receiving.batch(
                records,
                batch -> Uni.createFrom()
                        .<Void>deferred(() -> storing.apply(batch).replaceWithVoid())
                        .onFailure()
                        .invoke(failure -> LOG.warnf("Could not store a batch of %s; retrying: %s", channel, failure))
                        .onFailure()
                        .retry()
                        .withBackOff(FIRST_BACK_OFF, LONGEST_BACK_OFF)
                        .indefinitely());
    }
}
