package io.ordertrail.intake.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ordertrail.events.CloudEvent;
import io.ordertrail.events.EventCodec;
import io.ordertrail.events.LifecycleEvent;
import io.ordertrail.events.NotificationEvent.DeliveriesEnded;
import io.ordertrail.events.NotificationEvent.DeliveryEnd;
import io.ordertrail.events.StatusEvent.StatusChanged;
import io.ordertrail.events.UnreadableEventException;
import io.ordertrail.intake.history.History.HistoryEvent;
import io.ordertrail.intake.history.History.StatusNote;
import io.ordertrail.kit.consuming.RecordBatches;
import io.ordertrail.kit.deadletter.DeadLetterPublisher;
import io.ordertrail.kit.deadletter.ReceivedRecord;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Reads every lifecycle topic, and what became of notifications, into the history. */
@ApplicationScoped
class HistoryConsumer {

    /** The name of the channel in the configuration. */
    static final String LIFECYCLE = "lifecycle";

    private static final Duration FIRST_BACKOFF = Duration.ofMillis(100);
    private static final Duration MAX_BACKOFF = Duration.ofSeconds(5);

    private final History history;
    private final DeadLetterPublisher deadLetters;
    private final RecordBatches receiving;
    private final InstantSource clock;
    private final EventCodec codec = new EventCodec();

    HistoryConsumer(History history, DeadLetterPublisher deadLetters, RecordBatches receiving, InstantSource clock) {
        this.history = history;
        this.deadLetters = deadLetters;
        this.receiving = receiving;
        this.clock = clock;
    }

    @Incoming(LIFECYCLE)
    Uni<Void> consume(ConsumerRecords<String, byte[]> records) {
        return receiving.batch(records, this::take);
    }

    private Uni<Void> take(List<ReceivedRecord> records) {
        List<HistoryEvent> heard = new ArrayList<>();
        Map<Long, StatusNote> statuses = new LinkedHashMap<>(); // the last of each order
        Uni<Void> unreadable = Uni.createFrom().voidItem();
        for (ReceivedRecord received : records) {
            try {
                var event = received.event(codec);
                if (event.data() instanceof LifecycleEvent lifecycle) {
                    heard.add(HistoryEvent.of(received.topic(), event.id(), lifecycle, data(received, event)));
                    if (lifecycle instanceof StatusChanged changed && changed.child() == null) {
                        statuses.put(changed.order().id().value(), note(changed));
                    }
                } else if (event.data() instanceof DeliveriesEnded(List<DeliveryEnd> deliveries, Instant at)) {
                    for (DeliveryEnd delivery : deliveries) {
                        byte[] alone = codec.data(new DeliveriesEnded(List.of(delivery), at));
                        heard.add(HistoryEvent.of(received.topic(), event.id(), delivery, new String(alone, UTF_8)));
                    }
                }
            } catch (UnreadableEventException e) {
                String reason = String.valueOf(e.getMessage());
                unreadable = unreadable.chain(() -> deadLetters.publish("order-intake", received, reason));
            }
        }
        return heard.isEmpty() ? unreadable : unreadable.chain(() -> keep(heard, statuses));
    }

    /** As it came, where the value is the event and nothing else: writing it anew would cost as much as reading it. */
    private String data(ReceivedRecord received, CloudEvent<?> event) {
        boolean alone = "application/json".equals(received.headers().get("content-type"));
        byte[] value = received.value();
        return new String(alone && value != null ? value : codec.data(event.data()), UTF_8);
    }

    private static StatusNote note(StatusChanged changed) {
        return new StatusNote(
                changed.order().id(), changed.status().name(), changed.status().isOver());
    }

    private Uni<Void> keep(List<HistoryEvent> heard, Map<Long, StatusNote> statuses) {
        return Uni.createFrom()
                .deferred(() -> history.keep(heard, List.copyOf(statuses.values()), clock.instant()))
                .onFailure()
                .retry()
                .withBackOff(FIRST_BACKOFF, MAX_BACKOFF)
                .indefinitely();
    }
}
