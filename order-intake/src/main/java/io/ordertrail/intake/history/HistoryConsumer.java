package io.ordertrail.intake.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.OrderStatus;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.events.CloudEvent;
import io.ordertrail.events.EventCodec;
import io.ordertrail.events.LifecycleEvent;
import io.ordertrail.events.NotificationEvent.DeliveriesEnded;
import io.ordertrail.events.NotificationEvent.DeliveryEnd;
import io.ordertrail.events.OrderRef;
import io.ordertrail.events.StatusEvent.ChildFound;
import io.ordertrail.events.StatusEvent.StatusChanged;
import io.ordertrail.events.UnreadableEventException;
import io.ordertrail.intake.history.History.HistoryEvent;
import io.ordertrail.intake.history.History.StatusNote;
import io.ordertrail.intake.history.OrderProgressRepository.ProgressNote;
import io.ordertrail.intake.order.ChildOrders.Child;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Reads every lifecycle topic, and the ends of notifications, into the history. */
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
        List<HistoryEvent> events = new ArrayList<>();
        Map<Long, StatusNote> statuses = new LinkedHashMap<>(); // the last of each order
        List<ProgressNote> progressed = new ArrayList<>();
        Set<OrderId> paidBack = new LinkedHashSet<>();
        Set<Child> children = new LinkedHashSet<>();
        Uni<Void> unreadable = Uni.createFrom().voidItem();
        for (ReceivedRecord received : records) {
            try {
                var event = received.event(codec);
                if (event.data() instanceof LifecycleEvent lifecycle) {
                    events.add(HistoryEvent.of(received.topic(), event.id(), lifecycle, data(received, event)));
                    if (lifecycle instanceof StatusChanged changed && changed.child() == null) {
                        statuses.put(changed.order().id().value(), note(changed));
                    }
                    ProgressNote.of(lifecycle, event.id()).ifPresent(progressed::add);
                    if (lifecycle instanceof StatusChanged changed && isPaidBack(changed.status())) {
                        paidBack.add(changed.order().id());
                    }
                    if (lifecycle instanceof ChildFound(OrderRef parent, long _, Instant _, PanelOrderId child)) {
                        children.add(new Child(parent.id(), child));
                    }
                } else if (event.data() instanceof DeliveriesEnded(List<DeliveryEnd> deliveries, Instant at)) {
                    for (DeliveryEnd delivery : deliveries) {
                        byte[] alone = codec.data(new DeliveriesEnded(List.of(delivery), at));
                        events.add(HistoryEvent.of(received.topic(), event.id(), delivery, new String(alone, UTF_8)));
                    }
                }
            } catch (UnreadableEventException e) {
                String reason = String.valueOf(e.getMessage());
                unreadable = unreadable.chain(() -> deadLetters.publish("order-intake", received, reason));
            }
        }
        return events.isEmpty()
                ? unreadable
                : unreadable.chain(() -> keep(events, statuses, progressed, paidBack, children));
    }

    /** As it came, where the value is the event and nothing else: writing it again would cost as much as reading it. */
    private String data(ReceivedRecord received, CloudEvent<?> event) {
        boolean alone = "application/json".equals(received.headers().get("content-type"));
        byte[] value = received.value();
        return new String(alone && value != null ? value : codec.data(event.data()), UTF_8);
    }

    private static StatusNote note(StatusChanged changed) {
        return new StatusNote(
                changed.order().id(), changed.status().name(), changed.status().isOver());
    }

    private static boolean isPaidBack(OrderStatus status) {
        return switch (status) {
            case PARTIAL, CANCELED, REFUNDED, FAILED, EXPIRED -> true;
            case PENDING, IN_PROGRESS, PROCESSING, ON_HOLD, ACTIVE, REFILLING, COMPLETED, UNKNOWN -> false;
        };
    }

    private Uni<Void> keep(
            List<HistoryEvent> events,
            Map<Long, StatusNote> statuses,
            List<ProgressNote> progressed,
            Set<OrderId> paidBack,
            Set<Child> children) {
        return Uni.createFrom()
                .deferred(() -> history.keep(
                        events,
                        List.copyOf(statuses.values()),
                        progressed,
                        List.copyOf(paidBack),
                        List.copyOf(children),
                        clock.instant()))
                .onFailure()
                .retry()
                .withBackOff(FIRST_BACKOFF, MAX_BACKOFF)
                .indefinitely();
    }
}
