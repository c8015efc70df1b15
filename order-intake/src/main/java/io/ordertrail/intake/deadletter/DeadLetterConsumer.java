package io.ordertrail.intake.deadletter;

import io.ordertrail.kit.consuming.RecordBatches;
import io.ordertrail.kit.deadletter.ReceivedRecord;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Reads the dead-letter topics of all services. */
@ApplicationScoped
class DeadLetterConsumer {

    /** The name of the channel in the configuration. */
    static final String DEAD_LETTERS = "dead-letters";

    private final DeadLetterStore store;
    private final RecordBatches receiving;

    DeadLetterConsumer(DeadLetterStore store, RecordBatches receiving) {
        this.store = store;
        this.receiving = receiving;
    }

    @Incoming(DEAD_LETTERS)
    Uni<Void> consume(ConsumerRecord<String, byte[]> record) {
        return receiving.batch(List.of(record), records -> keep(records.getFirst()));
    }

    private Uni<Void> keep(ReceivedRecord received) {
        return Uni.createFrom()
                .deferred(() -> store.keep(received))
                .onFailure()
                .retry()
                .withBackOff(Duration.ofMillis(100), Duration.ofSeconds(5))
                .indefinitely();
    }
}
