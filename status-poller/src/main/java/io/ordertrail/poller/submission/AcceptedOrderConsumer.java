package io.ordertrail.poller.submission;

import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.events.CloudEvent;
import io.ordertrail.events.Event;
import io.ordertrail.events.EventCodec;
import io.ordertrail.events.SubmissionEvent.CancelAsked;
import io.ordertrail.events.SubmissionEvent.OrderAccepted;
import io.ordertrail.events.UnreadableEventException;
import io.ordertrail.kit.consuming.RecordBatches;
import io.ordertrail.kit.deadletter.DeadLetterPublisher;
import io.ordertrail.kit.deadletter.ReceivedRecord;
import io.ordertrail.poller.change.OrderTerms;
import io.ordertrail.poller.ownership.Ownership;
import io.ordertrail.poller.polling.Pollers;
import io.ordertrail.poller.storage.WatchedOrders;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Takes bought orders up, a batch of records in one statement; acknowledged once they are stored. */
@ApplicationScoped
class AcceptedOrderConsumer {

    static final String CHANNEL = "submissions";

    private static final Logger LOG = Logger.getLogger(AcceptedOrderConsumer.class);
    private static final String SERVICE = "status-poller";
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final WatchedOrders orders;
    private final Pollers pollers;
    private final Ownership ownership;
    private final DeadLetterPublisher deadLetters;
    private final RecordBatches receiving;
    private final EventCodec codec = new EventCodec();

    AcceptedOrderConsumer(
            WatchedOrders orders,
            Pollers pollers,
            Ownership ownership,
            DeadLetterPublisher deadLetters,
            RecordBatches receiving) {
        this.orders = orders;
        this.pollers = pollers;
        this.ownership = ownership;
        this.deadLetters = deadLetters;
        this.receiving = receiving;
    }

    @Incoming(CHANNEL)
    Uni<Void> take(ConsumerRecords<byte[], byte[]> records) {
        return receiving.batch(records, this::take);
    }

    private Uni<Void> take(List<ReceivedRecord> records) {
        List<OrderTerms> bought = new ArrayList<>();
        List<CancelAsked> canceling = new ArrayList<>();
        List<Uni<Void>> unreadable = new ArrayList<>();
        for (ReceivedRecord received : records) {
            try {
                CloudEvent<? extends Event> event = received.event(codec);
                if (event.data() instanceof OrderAccepted accepted) {
                    bought.add(purchase(accepted, received.partition(), event.traceparent()));
                } else if (event.data() instanceof CancelAsked asked) {
                    canceling.add(asked);
                }
            } catch (UnreadableEventException e) {
                unreadable.add(deadLetters.publish(SERVICE, received, String.valueOf(e.getMessage())));
            }
        }
        return takeUp(bought)
                .invoke(() -> canceling.forEach(asked ->
                        pollers.hasten(asked.order().panel(), asked.order().id())))
                .chain(() -> Multi.createFrom()
                        .iterable(unreadable)
                        .onItem()
                        .transformToUniAndConcatenate(letter -> letter)
                        .collect()
                        .last())
                .replaceWithVoid();
    }

    /** While the database is away the records stay unacknowledged, and it is tried on. */
    private Uni<Void> takeUp(List<OrderTerms> bought) {
        if (bought.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return orders.takeUp(bought)
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        "%d bought orders are not stored yet, trying again: %s",
                        (Object) bought.size(), failure.toString()))
                .onFailure()
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely()
                .invoke(states -> states.stream()
                        .filter(state -> ownership.owns(state.purchase().partition()))
                        .forEach(pollers::watch))
                .replaceWithVoid();
    }

    private OrderTerms purchase(OrderAccepted accepted, int partition, @Nullable String trace)
            throws UnreadableEventException {
        PanelOrderId panelOrder = accepted.order().panelOrderId();
        if (panelOrder == null) {
            throw new UnreadableEventException(
                    "order.accepted: order.panelOrderId is missing; a bought order has the panel's id.");
        }
        return new OrderTerms(
                accepted.order(),
                0,
                partition,
                panelOrder,
                accepted.kind(),
                orNull(accepted.content().totalQuantity(accepted.terms().type())),
                accepted.content().quantity(),
                accepted.charge(),
                accepted.observedAt(),
                OrderTerms.days(accepted.terms().warranty()),
                trace);
    }

    private static @Nullable Long orNull(OptionalLong quantity) {
        return quantity.isPresent() ? quantity.getAsLong() : null;
    }
}
