package io.ordertrail.refill.feed;

import io.ordertrail.outbox.deadletter.DeadLetters;
import io.ordertrail.outbox.deadletter.ReceivedRecord;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * The channels. A batch is acknowledged when it is stored; while the database is away it is tried again, since a batch
 * that fails would stop the channel.
 */
@ApplicationScoped
class Consumers {

    static final String SUBMISSIONS = "submissions";
    static final String STATUS = "status";
    static final String MEASUREMENTS = "measurements";

    private static final Logger LOG = Logger.getLogger(Consumers.class);
    private static final Duration FIRST_BACK_OFF = Duration.ofMillis(200);
    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(10);

    private final Intake intake;
    private final DeadLetters deadLetters;

    Consumers(Intake intake, DeadLetters deadLetters) {
        this.intake = intake;
        this.deadLetters = deadLetters;
    }

    @Incoming(SUBMISSIONS)
    Uni<Void> submissions(ConsumerRecords<String, byte[]> records) {
        return persistently(SUBMISSIONS, () -> intake.lifecycle(received(records), deadLetters));
    }

    @Incoming(STATUS)
    Uni<Void> status(ConsumerRecords<String, byte[]> records) {
        return persistently(STATUS, () -> intake.lifecycle(received(records), deadLetters));
    }

    @Incoming(MEASUREMENTS)
    Uni<Void> measurements(ConsumerRecords<String, byte[]> records) {
        return persistently(MEASUREMENTS, () -> intake.measurements(received(records), deadLetters));
    }

    private static Uni<Void> persistently(String channel, Supplier<Uni<? extends Void>> storing) {
        return Uni.createFrom()
                .deferred(storing)
                .onFailure()
                .invoke(failure -> LOG.warnf("%s cannot be stored, trying again: %s", channel, failure))
                .onFailure()
                .retry()
                .withBackOff(FIRST_BACK_OFF, LONGEST_BACK_OFF)
                .indefinitely();
    }

    private static List<ReceivedRecord> received(ConsumerRecords<String, byte[]> records) {
        return StreamSupport.stream(records.spliterator(), false)
                .map(ReceivedRecord::of)
                .toList();
    }
}
