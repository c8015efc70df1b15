package io.ordertrail.intake.order;

import io.ordertrail.domain.OrderId;
import io.ordertrail.events.CloudEvent;
import io.ordertrail.events.OrderRef;
import io.ordertrail.events.SubmissionEvent;
import io.ordertrail.events.SubmissionEvent.CancelRefused;
import io.ordertrail.events.SubmissionEvent.OrderReceived;
import io.ordertrail.events.SubmissionEvent.OrderRejected;
import io.ordertrail.events.SubmissionEvent.OrderWithdrawn;
import io.ordertrail.events.SubmissionEvent.RefillAsked;
import io.ordertrail.events.SubmissionEvent.RequestConflict;
import io.ordertrail.events.Topics;
import io.ordertrail.kit.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Stores and finds orders, and appends their events. Each change and its event are one transaction. */
@Singleton
public class OrderRepository {

    private static final String SERVICE = "order-intake";

    /**
     * Two requests of one identity, also from two replicas, meet at the unique constraint: one of them inserts. The lock is
     * taken here, before the early requests are looked for by a later statement, whose snapshot has what was kept meanwhile.
     */
    private static final String PLACE = """
            insert into orders (id, source, reference, panel, service, link, request, state, revision, due_at,
                                received_at, updated_at, message, trace)
              with turn as materialized (%s)
            select nextval('order_id'), n.source, n.reference, n.panel, n.service, n.link, n.request, n.state, 1, $9,
                   $9, $9, n.message, n.trace
              from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
                          $8::text[], $10::text[])
                   as n(source, reference, panel, service, link, request, state, message, trace)
             where (select count(*) from turn) >= 0
            on conflict (source, reference) do nothing
            returning id, source, reference
            """.formatted(EarlyRequests.LOCK_SHARED);

    /** Looks for early requests as well: they are rare, and a statement of their own would cost a round trip each time. */
    private static final String FIND_IDENTITIES = """
            select o.id, o.source, o.reference, o.request,
                   exists (select from early_request e where e.source = o.source and e.reference = o.reference) as early
              from orders o
              join unnest($1::text[], $2::text[]) as n(source, reference) using (source, reference)
            """;

    private static final String INCREMENT_REVISION = """
            update orders o set revision = o.revision + 1, updated_at = $2 where id = $1
            returning %s
            """.formatted(OrderRowMapper.COLUMNS);

    private static final String WITHDRAW = """
            update orders o
               set state = 'WITHDRAWN', revision = o.revision + 1, updated_at = $2, wait_reason = null, cancel = null
             where id = any($1::bigint[]) and state in ('RECEIVED', 'WAITING')
            returning %s
            """.formatted(OrderRowMapper.COLUMNS);

    private final Outbox outbox;
    private final EarlyRequests early;
    private final InstantSource clock;

    OrderRepository(Outbox outbox, EarlyRequests early, InstantSource clock) {
        this.outbox = outbox;
        this.early = early;
        this.clock = clock;
    }

    /**
     * Stores them all, each at most once by its identity, with their events. What was asked for before they came is done at
     * once: an order with an early cancel is stored and withdrawn.
     *
     * @return the outcome of each, in the order given
     */
    public Uni<List<Placement>> place(List<NewOrder> requests) {
        Map<Identity, NewOrder> firsts = new LinkedHashMap<>();
        requests.forEach(request -> firsts.putIfAbsent(Identity.of(request), request));
        return outbox.transaction(tx -> insert(tx, List.copyOf(firsts.values()))
                .chain(inserted -> appendFirstEvents(tx, firsts, inserted)
                        .chain(() -> known(tx, requests))
                        .call(known -> applyEarlyRequests(tx, inserted, known))
                        .chain(known -> compare(tx, requests, inserted, known))));
    }

    private Uni<Map<Identity, Long>> insert(SqlConnection tx, List<NewOrder> requests) {
        Tuple values = Tuple.tuple();
        values.addArrayOfString(texts(requests, request -> request.source().value()));
        values.addArrayOfString(
                texts(requests, request -> request.request().reference().value()));
        values.addArrayOfString(
                texts(requests, request -> request.request().panel().value()));
        values.addArrayOfString(
                texts(requests, request -> request.request().content().service().value()));
        values.addArrayOfString(
                texts(requests, request -> request.request().content().link()));
        values.addArrayOfString(texts(requests, request -> OrderRowMapper.json(request.request())));
        values.addArrayOfString(texts(requests, request -> firstState(request).name()));
        values.addArrayOfString(texts(
                requests,
                request -> request.rejection().map(NewOrder.Rejection::message).orElse(null)));
        values.addOffsetDateTime(OrderRowMapper.at(clock.instant()));
        values.addArrayOfString(texts(requests, NewOrder::trace));
        return tx.preparedQuery(PLACE).execute(values).map(OrderRepository::byIdentity);
    }

    private static OrderState firstState(NewOrder request) {
        return request.rejection().isPresent() ? OrderState.REJECTED : OrderState.RECEIVED;
    }

    private Uni<Void> appendFirstEvents(
            SqlConnection tx, Map<Identity, NewOrder> requests, Map<Identity, Long> inserted) {
        Instant now = clock.instant();
        List<CloudEvent<?>> events = new ArrayList<>();
        inserted.forEach((identity, id) -> {
            NewOrder request = Objects.requireNonNull(requests.get(identity));
            events.add(CloudEvent.of(Topics.SUBMISSIONS, SERVICE, first(request, id, now))
                    .tracedBy(request.trace()));
        });
        return outbox.append(tx, events, Topics.SUBMISSIONS);
    }

    private static SubmissionEvent first(NewOrder request, long id, Instant now) {
        OrderRef ref = new OrderRef(
                new OrderId(id),
                request.source(),
                request.request().reference(),
                request.request().panel(),
                null,
                request.request().content().service(),
                request.request().tags(),
                request.request().contact());
        return request.rejection()
                .<SubmissionEvent>map(no -> new OrderRejected(ref, 1, now, no.reason(), no.message()))
                .orElseGet(
                        () -> new OrderReceived(ref, 1, now, request.request().content()));
    }

    private static Uni<Map<Identity, Known>> known(SqlConnection tx, List<NewOrder> requests) {
        Tuple identities = Tuple.of(
                texts(requests, request -> request.source().value()),
                texts(requests, request -> request.request().reference().value()));
        return tx.preparedQuery(FIND_IDENTITIES).execute(identities).map(rows -> {
            Map<Identity, Known> known = new LinkedHashMap<>();
            rows.forEach(row -> known.put(
                    Identity.of(row),
                    new Known(new OrderId(row.getLong("id")), row.getString("request"), row.getBoolean("early"))));
            return known;
        });
    }

    private Uni<Void> applyEarlyRequests(SqlConnection tx, Map<Identity, Long> inserted, Map<Identity, Known> known) {
        List<OrderId> ids = inserted.keySet().stream()
                .map(identity -> Objects.requireNonNull(known.get(identity)))
                .filter(Known::early)
                .map(Known::id)
                .toList();
        return ids.isEmpty()
                ? Uni.createFrom().voidItem()
                : early.take(tx, ids).chain(taken -> {
                    Set<OrderId> cancels = taken.getOrDefault(EarlyRequests.Kind.CANCEL, Set.of());
                    Set<OrderId> refills = taken.getOrDefault(EarlyRequests.Kind.REFILL, Set.of());
                    return cancelNew(tx, cancels)
                            .chain(() -> appendEach(
                                    tx, refills.stream().filter(id -> !cancels.contains(id)), RefillAsked::new));
                });
    }

    /** Withdraws new orders. One that was rejected when it came has nothing to cancel. */
    private Uni<Void> cancelNew(SqlConnection tx, Set<OrderId> ids) {
        return withdraw(tx, ids).chain(withdrawn -> {
            Set<OrderId> done = withdrawn.stream().map(Order::id).collect(Collectors.toSet());
            return appendEach(
                    tx,
                    ids.stream().filter(id -> !done.contains(id)),
                    (ref, revision, now) -> new CancelRefused(ref, revision, now, "The order was never bought."));
        });
    }

    private Uni<Void> appendEach(SqlConnection tx, Stream<OrderId> ids, OrderEventFactory factory) {
        Uni<Void> appended = Uni.createFrom().voidItem();
        for (OrderId id : ids.toList()) {
            appended = appended.chain(() -> appendEvent(tx, id, factory).replaceWithVoid());
        }
        return appended;
    }

    /**
     * Withdraws those of the orders that are not bought and not under submission, with their event.
     *
     * @return the orders that were withdrawn
     */
    public Uni<List<Order>> withdraw(SqlConnection tx, Collection<OrderId> ids) {
        Instant now = clock.instant();
        return ids.isEmpty()
                ? Uni.createFrom().item(List.of())
                : tx.preparedQuery(WITHDRAW)
                        .execute(Tuple.tuple()
                                .addArrayOfLong(ids.stream().map(OrderId::value).toArray(Long[]::new))
                                .addOffsetDateTime(OrderRowMapper.at(now)))
                        .map(OrderRowMapper::orders)
                        .call(orders ->
                                append(tx, orders, order -> new OrderWithdrawn(order.ref(), order.revision(), now)));
    }

    private Uni<List<Placement>> compare(
            SqlConnection tx, List<NewOrder> requests, Map<Identity, Long> inserted, Map<Identity, Known> known) {
        List<Placement> placements = new ArrayList<>();
        List<OrderId> conflicts = new ArrayList<>();
        Map<Identity, Long> unreported = new LinkedHashMap<>(inserted);
        for (NewOrder request : requests) {
            Known order = Objects.requireNonNull(known.get(Identity.of(request)));
            if (!order.request.equals(OrderRowMapper.json(request.request()))) {
                placements.add(new Placement.Conflict(order.id));
                conflicts.add(order.id);
            } else if (unreported.remove(Identity.of(request)) != null) {
                placements.add(new Placement.Placed(order.id));
            } else {
                placements.add(new Placement.Repeated(order.id));
            }
        }
        Uni<Void> appended = Uni.createFrom().voidItem();
        for (OrderId id : conflicts) {
            appended = appended.chain(() -> appendEvent(
                            tx,
                            id,
                            (ref, revision, now) -> new RequestConflict(
                                    ref,
                                    revision,
                                    now,
                                    "The same source and reference were sent with other content; the first request stands."))
                    .replaceWithVoid());
        }
        return appended.replaceWith(placements);
    }

    /** Returns the order with that id, or empty. */
    public Uni<Optional<Order>> find(SqlConnection tx, OrderId id) {
        return tx.preparedQuery("select %s from orders o where id = $1".formatted(OrderRowMapper.COLUMNS))
                .execute(Tuple.of(id.value()))
                .map(rows -> OrderRowMapper.orders(rows).stream().findFirst());
    }

    /** Appends an event about an order that changes nothing else, under the lock of its row. */
    public Uni<Order> appendEvent(SqlConnection tx, OrderId id, OrderEventFactory factory) {
        Instant now = clock.instant();
        return tx.preparedQuery(INCREMENT_REVISION)
                .execute(Tuple.of(id.value(), OrderRowMapper.at(now)))
                .map(rows -> OrderRowMapper.orders(rows).getFirst())
                .call(order -> append(tx, List.of(order), found -> factory.event(found.ref(), found.revision(), now)));
    }

    /** Appends an event for each order, in the trace that the order came with; their rows are locked by the caller. */
    public Uni<Void> append(SqlConnection tx, List<Order> orders, Function<Order, ? extends SubmissionEvent> event) {
        List<CloudEvent<?>> events = new ArrayList<>();
        orders.forEach(order -> events.add(
                CloudEvent.of(Topics.SUBMISSIONS, SERVICE, event.apply(order)).tracedBy(order.trace())));
        return outbox.append(tx, events, Topics.SUBMISSIONS);
    }

    /** Makes an event of an order, its next revision and the time. */
    @FunctionalInterface
    public interface OrderEventFactory {
        SubmissionEvent event(OrderRef order, long revision, Instant now);
    }

    private static Map<Identity, Long> byIdentity(RowSet<Row> rows) {
        Map<Identity, Long> ids = new LinkedHashMap<>();
        rows.forEach(row -> ids.put(Identity.of(row), row.getLong("id")));
        return ids;
    }

    private static String[] texts(List<NewOrder> requests, Function<NewOrder, @Nullable String> text) {
        return requests.stream().map(text).toArray(String[]::new);
    }

    private record Known(OrderId id, String request, boolean early) {}

    private record Identity(String source, String reference) {
        static Identity of(NewOrder request) {
            return new Identity(
                    request.source().value(), request.request().reference().value());
        }

        static Identity of(Row row) {
            return new Identity(row.getString("source"), row.getString("reference"));
        }
    }
}
