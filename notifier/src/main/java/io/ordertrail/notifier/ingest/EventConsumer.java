package io.ordertrail.notifier.ingest;

import io.ordertrail.events.EventCodec;
import io.ordertrail.events.UnreadableEventException;
import io.ordertrail.kit.consuming.RecordBatches;
import io.ordertrail.kit.crash.CrashPoints;
import io.ordertrail.kit.deadletter.DeadLetterPublisher;
import io.ordertrail.kit.deadletter.ReceivedRecord;
import io.ordertrail.notifier.delivery.Dispatcher;
import io.ordertrail.notifier.message.Message;
import io.ordertrail.notifier.message.MessageFactory;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Reads all lifecycle topics, batch by batch. A batch is acknowledged when its deliveries are committed and what could not
 * be read is with the dead letters; until then it is tried again, for as long as it takes.
 */
@ApplicationScoped
class EventConsumer {

    private static final Logger LOG = Logger.getLogger(EventConsumer.class);
    private static final Duration FIRST_RETRY = Duration.ofMillis(100);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(5);

    private final DeliveryPlanner arrivals;
    private final DeadLetterPublisher deadLetters;
    private final Dispatcher dispatcher;
    private final IngestMetrics metrics;
    private final RecordBatches receiving;
    private final CrashPoints crashPoints;
    private final EventCodec codec = new EventCodec();
    private final MessageFactory writer = new MessageFactory();

    EventConsumer(
            DeliveryPlanner arrivals,
            DeadLetterPublisher deadLetters,
            Dispatcher dispatcher,
            IngestMetrics metrics,
            RecordBatches receiving,
            CrashPoints crashPoints) {
        this.arrivals = arrivals;
        this.deadLetters = deadLetters;
        this.dispatcher = dispatcher;
        this.metrics = metrics;
        this.receiving = receiving;
        this.crashPoints = crashPoints;
    }

    private record Unreadable(ReceivedRecord record, String reason) {}

    @Incoming("events")
    Uni<Void> take(ConsumerRecords<byte[], byte[]> records) {
        crashPoints.pass("arrival.consumed");
        return receiving.batch(records, this::take);
    }

    private Uni<Void> take(List<ReceivedRecord> records) {
        List<Message> messages = new ArrayList<>();
        List<Unreadable> unreadable = new ArrayList<>();
        records.forEach(record -> {
            try {
                writer.write(record.event(codec)).ifPresent(messages::add);
            } catch (UnreadableEventException e) {
                unreadable.add(new Unreadable(record, String.valueOf(e.getMessage())));
            }
        });
        return bury(unreadable)
                .chain(() -> post(messages))
                .invoke(() -> crashPoints.pass("arrival.before-acknowledging"));
    }

    private Uni<Void> post(List<Message> messages) {
        return Uni.createFrom()
                .deferred(() -> arrivals.take(messages))
                .onFailure()
                .invoke(failure -> LOG.warnf("Could not take %d events; trying again: %s", messages.size(), failure))
                .onFailure()
                .retry()
                .withBackOff(FIRST_RETRY, LONGEST_RETRY)
                .indefinitely()
                .invoke(posted -> {
                    crashPoints.pass("arrival.committed");
                    metrics.arrived(messages.size(), posted.deliveries());
                    dispatcher.nudge(posted.subscriptions());
                })
                .replaceWithVoid();
    }

    private Uni<Void> bury(List<Unreadable> unreadable) {
        return Multi.createFrom()
                .iterable(unreadable)
                .onItem()
                .transformToUniAndConcatenate(one -> deadLetters.publish("notifier", one.record(), one.reason()))
                .collect()
                .asList()
                .replaceWithVoid();
    }
}
