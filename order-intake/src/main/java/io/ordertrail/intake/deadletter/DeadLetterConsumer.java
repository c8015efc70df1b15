package io.ordertrail.intake.deadletter;

import io.ordertrail.outbox.deadletter.ReceivedRecord;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Reads the dead-letter topics of all services. */
@ApplicationScoped
class DeadLetterConsumer {

    /** The name of the channel in the configuration. */
    static final String DEAD_LETTERS = "dead-letters";

    private final DeadLetterStore store;

    DeadLetterConsumer(DeadLetterStore store) {
        this.store = store;
    }

    @Incoming(DEAD_LETTERS)
    Uni<Void> consume(ConsumerRecord<String, byte[]> record) {
        ReceivedRecord received = ReceivedRecord.of(record);
        return Uni.createFrom()
                .deferred(() -> store.keep(received))
                .onFailure()
                .retry()
                .withBackOff(Duration.ofMillis(100), Duration.ofSeconds(5))
                .indefinitely();
    }
}
