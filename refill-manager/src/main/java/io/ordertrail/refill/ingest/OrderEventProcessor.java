package io.ordertrail.refill.ingest;

import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.ShopId;
import io.ordertrail.events.CloudEvent;
import io.ordertrail.events.Event;
import io.ordertrail.events.EventCodec;
import io.ordertrail.events.Measurement;
import io.ordertrail.events.OrderRef;
import io.ordertrail.events.StatusEvent;
import io.ordertrail.events.SubmissionEvent.OrderAccepted;
import io.ordertrail.events.SubmissionEvent.RefillAsked;
import io.ordertrail.events.UnreadableEventException;
import io.ordertrail.kit.deadletter.DeadLetterPublisher;
import io.ordertrail.kit.deadletter.ReceivedRecord;
import io.ordertrail.refill.lifecycle.OrderRefillState;
import io.ordertrail.refill.storage.DueRefillQueries;
import io.ordertrail.refill.storage.DueRefillQueries.Identity;
import io.ordertrail.refill.storage.NewOrderUnderWarranty;
import io.ordertrail.refill.storage.RefillRepository;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Stores records, many in one transaction. What it returns completes when they are stored, or are kept as dead letters; then
 * they may be acknowledged.
 */
public final class OrderEventProcessor {

    private static final String SERVICE = "refill-manager";

    private final RefillRepository repository;
    private final DueRefillQueries queries;
    private final OrderEventRules rules;
    private final InstantSource clock;
    private final EventCodec codec = new EventCodec();

    /** Stores in that repository. */
    public OrderEventProcessor(
            RefillRepository repository, DueRefillQueries queries, OrderEventRules rules, InstantSource clock) {
        this.repository = repository;
        this.queries = queries;
        this.rules = rules;
        this.clock = clock;
    }

    /** An event about one order, and its effect. */
    private record OrderEvent(
            OrderRef ref, @Nullable String trace, BiFunction<OrderRefillState, Instant, OrderRefillState> effect) {}

    /** A count of an order that a shop names. */
    private record Counted(ReceivedRecord record, Identity identity, Measurement measurement) {}

    /** Stores records of {@code orders.submissions} and {@code orders.status}. */
    Uni<Void> lifecycle(List<ReceivedRecord> records, DeadLetterPublisher deadLetters) {
        List<Uni<Void>> letters = new ArrayList<>();
        List<OrderEvent> orderEvents = new ArrayList<>();
        for (ReceivedRecord record : records) {
            CloudEvent<? extends Event> event = read(record, deadLetters, letters);
            OrderEvent one = event == null ? null : orderEvent(event.data(), event.traceparent());
            if (one != null) {
                orderEvents.add(one);
            }
        }
        return all(letters).chain(() -> store(orderEvents)).replaceWithVoid();
    }

    /** Stores records of {@code orders.measurements}. */
    Uni<Void> measurements(List<ReceivedRecord> records, DeadLetterPublisher deadLetters) {
        List<Uni<Void>> letters = new ArrayList<>();
        List<Counted> counted = new ArrayList<>();
        for (ReceivedRecord record : records) {
            CloudEvent<? extends Event> event = read(record, deadLetters, letters);
            if (event != null && event.data() instanceof Measurement measurement) {
                counted.add(new Counted(
                        record, new Identity(new ShopId(event.source()), measurement.reference()), measurement));
            }
        }
        return all(letters)
                .chain(() -> queries.identify(
                        counted.stream().map(Counted::identity).distinct().toList()))
                .chain(known -> all(counted.stream()
                                .filter(one -> !known.containsKey(one.identity()))
                                .map(one -> deadLetters.publish(SERVICE, one.record(), unknown(one.identity())))
                                .toList())
                        .chain(() -> store(counted, known)))
                .replaceWithVoid();
    }

    /** Stores events, for callers that have no records. */
    public Uni<List<OrderRefillState>> store(Event... events) {
        List<OrderEvent> orderEvents = new ArrayList<>();
        for (Event event : events) {
            OrderEvent one = orderEvent(event, null);
            if (one != null) {
                orderEvents.add(one);
            }
        }
        return store(orderEvents);
    }

    private @Nullable OrderEvent orderEvent(Event event, @Nullable String trace) {
        return switch (event) {
            case OrderAccepted accepted ->
                new OrderEvent(accepted.order(), trace, (before, now) -> rules.accepted(before, accepted, now));
            case RefillAsked asked ->
                new OrderEvent(asked.order(), trace, (before, now) -> rules.requested(before, asked, now));
            case StatusEvent status ->
                new OrderEvent(status.order(), trace, (before, now) -> rules.reported(before, status, now));
            default -> null; // the rest of orders.submissions is not about refills
        };
    }

    private Uni<List<OrderRefillState>> store(List<OrderEvent> orderEvents) {
        Instant now = clock.instant();
        Map<OrderId, NewOrderUnderWarranty> orders = new LinkedHashMap<>();
        Map<OrderId, RefillRepository.Decision> decisions = new LinkedHashMap<>();
        for (OrderEvent one : orderEvents) {
            OrderId id = one.ref().id();
            orders.putIfAbsent(id, new NewOrderUnderWarranty(one.ref(), one.trace()));
            RefillRepository.Decision next = before -> one.effect().apply(before, now);
            decisions.merge(id, next, (first, second) -> before -> second.apply(first.apply(before)));
        }
        return repository.decideAll(orders, decisions, now);
    }

    private Uni<List<OrderRefillState>> store(List<Counted> counted, Map<Identity, OrderId> known) {
        Instant now = clock.instant();
        Map<OrderId, RefillRepository.Decision> decisions = new LinkedHashMap<>();
        for (Counted one : counted) {
            OrderId id = known.get(one.identity());
            if (id != null) {
                RefillRepository.Decision next = before -> rules.counted(before, one.measurement(), now);
                decisions.merge(id, next, (first, second) -> before -> second.apply(first.apply(before)));
            }
        }
        return repository.decideAll(decisions, now);
    }

    private @Nullable CloudEvent<? extends Event> read(
            ReceivedRecord record, DeadLetterPublisher deadLetters, List<Uni<Void>> letters) {
        try {
            return record.event(codec);
        } catch (UnreadableEventException e) {
            letters.add(deadLetters.publish(SERVICE, record, String.valueOf(e.getMessage())));
            return null;
        }
    }

    private static String unknown(Identity identity) {
        return "There is no bought order '%s' of %s; a measurement is of use from the order's acceptance on."
                .formatted(identity.reference(), identity.source());
    }

    private static Uni<Void> all(List<Uni<Void>> unis) {
        return unis.isEmpty()
                ? Uni.createFrom().voidItem()
                : Uni.join().all(unis).andFailFast().replaceWithVoid();
    }
}
