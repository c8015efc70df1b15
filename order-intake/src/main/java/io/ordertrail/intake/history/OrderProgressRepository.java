package io.ordertrail.intake.history;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ordertrail.domain.Money;
import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.events.EventJson;
import io.ordertrail.events.LifecycleEvent;
import io.ordertrail.events.StatusEvent.Charges;
import io.ordertrail.events.StatusEvent.Leftover;
import io.ordertrail.events.StatusEvent.OrderProgressed;
import io.ordertrail.events.StatusEvent.Progress;
import io.ordertrail.events.StatusEvent.StatusChanged;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The table {@code order_progress}: the last report of each order and each child of one. Thread-safe. */
@Singleton
public class OrderProgressRepository {

    /** A record that comes again has a revision that is known. What an event leaves out of the leftover stays. */
    private static final String KEEP = """
            insert into order_progress (order_id, child, revision, event_id, leftover, leftover_currency)
            select * from unnest($1::bigint[], $2::text[], $3::bigint[], $4::text[], $5::numeric[], $6::text[])
            on conflict (order_id, child) do update
               set revision = excluded.revision, event_id = excluded.event_id,
                   leftover = coalesce(excluded.leftover, order_progress.leftover),
                   leftover_currency = coalesce(excluded.leftover_currency, order_progress.leftover_currency)
             where order_progress.revision < excluded.revision
            """;

    private static final String FIND = """
            select p.order_id, p.leftover, p.leftover_currency, e.data
              from order_progress p
              left join order_event e on e.order_id = p.order_id and e.event_id = p.event_id and p.child = ''
             where p.order_id = any($1::bigint[])
            """;

    private final Pool pool;
    private final ObjectMapper json = EventJson.mapper();

    OrderProgressRepository(Pool pool) {
        this.pool = pool;
    }

    /**
     * What an event reports of an order, or of a child of it.
     *
     * @param child the child's id at the panel; empty for the order itself
     * @param leftover the total, if the event has one
     */
    record ProgressNote(
            OrderId order,
            String child,
            long revision,
            String eventId,
            @Nullable Money leftover) {

        static Optional<ProgressNote> of(LifecycleEvent event, String eventId) {
            return switch (event) {
                case StatusChanged changed -> Optional.of(of(event, eventId, changed.child(), changed.leftover()));
                case OrderProgressed progressed ->
                    Optional.of(of(event, eventId, progressed.child(), progressed.leftover()));
                default -> Optional.empty();
            };
        }

        private static ProgressNote of(
                LifecycleEvent event, String eventId, @Nullable PanelOrderId child, @Nullable Leftover leftover) {
            return new ProgressNote(
                    event.order().id(),
                    child == null ? "" : child.value(),
                    event.revision(),
                    eventId,
                    leftover == null ? null : leftover.total());
        }

        /** Returns the later of two notes, with the leftover that was reported last. */
        private static ProgressNote merge(ProgressNote one, ProgressNote other) {
            ProgressNote earlier = one.revision < other.revision ? one : other;
            ProgressNote later = earlier == one ? other : one;
            return later.leftover != null
                    ? later
                    : new ProgressNote(later.order, later.child, later.revision, later.eventId, earlier.leftover);
        }
    }

    private record Part(long order, String child) {}

    /** Stores the notes, in the order of the keys so that two batches cannot wait for each other. */
    Uni<Void> keep(SqlConnection tx, Collection<ProgressNote> notes) {
        if (notes.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Map<Part, ProgressNote> last = new TreeMap<>(comparing(Part::order).thenComparing(Part::child));
        notes.forEach(note -> last.merge(new Part(note.order.value(), note.child), note, ProgressNote::merge));
        List<ProgressNote> rows = List.copyOf(last.values());
        Tuple values = Tuple.tuple()
                .addArrayOfLong(rows.stream().map(note -> note.order.value()).toArray(Long[]::new))
                .addArrayOfString(rows.stream().map(ProgressNote::child).toArray(String[]::new))
                .addArrayOfLong(rows.stream().map(ProgressNote::revision).toArray(Long[]::new))
                .addArrayOfString(rows.stream().map(ProgressNote::eventId).toArray(String[]::new));
        values.addValue(rows.stream()
                .map(note -> note.leftover == null ? null : note.leftover.amount())
                .toArray(BigDecimal[]::new));
        values.addArrayOfString(rows.stream()
                .map(note -> note.leftover == null ? null : note.leftover.currency())
                .toArray(String[]::new));
        return tx.preparedQuery(KEEP).execute(values).replaceWithVoid();
    }

    /** Returns what was last published of these orders; orders of which nothing was are left out. */
    public Uni<Map<OrderId, OrderProgress>> find(Collection<OrderId> orders) {
        if (orders.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return pool.preparedQuery(FIND)
                .execute(Tuple.tuple()
                        .addArrayOfLong(orders.stream().map(OrderId::value).toArray(Long[]::new)))
                .map(rows -> {
                    Map<OrderId, OrderProgress> found = new HashMap<>();
                    StreamSupport.stream(rows.spliterator(), false)
                            .collect(groupingBy(row -> new OrderId(row.getLong("order_id"))))
                            .forEach((order, parts) -> found.put(order, progress(parts)));
                    return found;
                });
    }

    private OrderProgress progress(List<Row> parts) {
        Optional<JsonNode> own = parts.stream()
                .map(row -> row.getString("data"))
                .flatMap(data -> Optional.ofNullable(data).stream())
                .findFirst()
                .map(this::read);
        return new OrderProgress(
                own.flatMap(event -> part(event, "progress", Progress.class)).orElse(null),
                own.flatMap(event -> part(event, "charges", Charges.class)).orElse(null),
                leftover(parts).orElse(null));
    }

    private static Optional<Money> leftover(List<Row> parts) {
        List<Money> amounts = parts.stream()
                .filter(row -> row.getBigDecimal("leftover") != null)
                .map(row -> new Money(row.getBigDecimal("leftover"), row.getString("leftover_currency")))
                .toList();
        long currencies = amounts.stream()
                .map(Money::currency)
                .collect(Collectors.toSet())
                .size();
        return currencies > 1 ? Optional.empty() : amounts.stream().reduce(Money::plus);
    }

    private JsonNode read(String data) {
        try {
            return json.readTree(data);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <T> Optional<T> part(JsonNode event, String name, Class<T> type) {
        try {
            return Optional.ofNullable(json.treeToValue(event.get(name), type));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
