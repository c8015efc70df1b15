package io.ordertrail.intake.history;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.ordertrail.domain.OrderId;
import io.ordertrail.events.LifecycleEvent;
import io.ordertrail.events.NotificationEvent.DeliveryEnd;
import io.ordertrail.intake.history.OrderProgressRepository.ProgressNote;
import io.ordertrail.intake.order.ChildOrders;
import io.ordertrail.intake.order.ChildOrders.Child;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** The events of orders as the topics have them. A repeat has the same id and is kept once. */
@Singleton
public class History {

    private static final String KEEP = """
        insert into order_event (order_id, event_id, topic, type, revision, observed_at, data)
        select * from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::timestamptz[],
                             $7::text[])
        on conflict do nothing
        """;

    /** For orders that wait for another one on the same link, and for the API. */
    private static final String NOTE_STATUS = """
        update orders o set panel_status = n.status, panel_status_at = $3
          from unnest($1::bigint[], $2::text[]) as n(id, status)
         where o.id = n.id and o.panel_status is distinct from n.status
        """;

    /** A balance that was read before and one that is read after cannot be compared then. */
    private static final String NOTE_PAID_BACK = """
        update panel_state p set paid_back_at = $2
         where p.panel in (select o.panel from orders o where o.id = any($1::bigint[]))
        """;

    private static final String WAKE = """
            update orders w set due_at = $2
              from orders o
             where o.id = any($1::bigint[]) and w.panel = o.panel and md5(w.link) = md5(o.link) and w.link = o.link
               and w.state = 'WAITING' and w.wait_reason = 'ACTIVE_LINK' and w.due_at > $2
            """;

    private static final String FIND = """
        select type, topic, revision, observed_at, data from order_event
         where order_id = $1 order by observed_at, topic, revision
        """;

    private final Pool pool;
    private final ChildOrders children;
    private final OrderProgressRepository progress;

    History(Pool pool, ChildOrders children, OrderProgressRepository progress) {
        this.pool = pool;
        this.children = children;
        this.progress = progress;
    }

    /**
     * One event of an order.
     *
     * @param data the event as it was published
     */
    public record Entry(
            String type,
            String topic,
            long revision,
            Instant observedAt,
            @JsonRawValue String data) {}

    /**
     * An event of an order, with the topic that it was read from, and its JSON.
     *
     * @param eventId the same for a repeat, and of this order no other's
     * @param revision 0 for what is no change of the order
     */
    record HistoryEvent(
            OrderId order, String eventId, String topic, String type, long revision, Instant observedAt, String data) {

        static HistoryEvent of(String topic, String eventId, LifecycleEvent event, String data) {
            return new HistoryEvent(
                    event.order().id(), eventId, topic, event.type(), event.revision(), event.observedAt(), data);
        }

        /** Of an event about many. */
        static HistoryEvent of(String topic, String eventId, DeliveryEnd delivery, String data) {
            return new HistoryEvent(
                    delivery.order(),
                    eventId + "/" + delivery.delivery(),
                    topic,
                    "notification." + delivery.outcome(),
                    0,
                    delivery.endedAt(),
                    data);
        }
    }

    /** All of an order, in the order of time. */
    public Uni<List<Entry>> of(OrderId id) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(id.value()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Entry(
                                row.getString("type"),
                                row.getString("topic"),
                                row.getLong("revision"),
                                row.getOffsetDateTime("observed_at").toInstant(),
                                row.getString("data")))
                        .toList());
    }

    /**
     * Stores events, the statuses and the progress that they report of orders, and the children that they name.
     *
     * @param paidBack orders that have, or a child of which has, a status for which panels give money back
     */
    Uni<Void> keep(
            List<HistoryEvent> received,
            List<StatusNote> statuses,
            List<ProgressNote> progressed,
            List<OrderId> paidBack,
            List<Child> found,
            Instant now) {
        Tuple events = Tuple.tuple()
                .addArrayOfLong(
                        received.stream().map(one -> one.order().value()).toArray(Long[]::new))
                .addArrayOfString(texts(received, HistoryEvent::eventId))
                .addArrayOfString(texts(received, HistoryEvent::topic))
                .addArrayOfString(texts(received, HistoryEvent::type))
                .addArrayOfLong(received.stream().map(HistoryEvent::revision).toArray(Long[]::new))
                .addArrayOfOffsetDateTime(
                        received.stream().map(one -> at(one.observedAt())).toArray(OffsetDateTime[]::new))
                .addArrayOfString(texts(received, HistoryEvent::data));
        Tuple notes = Tuple.tuple()
                .addArrayOfLong(
                        statuses.stream().map(note -> note.order().value()).toArray(Long[]::new))
                .addArrayOfString(statuses.stream().map(StatusNote::status).toArray(String[]::new))
                .addOffsetDateTime(at(now));
        Long[] over = statuses.stream()
                .filter(StatusNote::over)
                .map(note -> note.order().value())
                .toArray(Long[]::new);
        return pool.withTransaction(tx -> tx.preparedQuery(KEEP)
                        .execute(events)
                        .chain(() -> statuses.isEmpty()
                                ? Uni.createFrom().voidItem()
                                : tx.preparedQuery(NOTE_STATUS).execute(notes).replaceWithVoid())
                        .chain(() -> paidBack.isEmpty()
                                ? Uni.createFrom().voidItem()
                                : tx.preparedQuery(NOTE_PAID_BACK)
                                        .execute(Tuple.tuple()
                                                .addArrayOfLong(paidBack.stream()
                                                        .map(OrderId::value)
                                                        .toArray(Long[]::new))
                                                .addOffsetDateTime(at(now)))
                                        .replaceWithVoid())
                        .chain(() -> progress.keep(tx, progressed))
                        .chain(() -> children.add(tx, found, now))
                        .chain(() -> over.length == 0
                                ? Uni.createFrom().voidItem()
                                : tx.preparedQuery(WAKE)
                                        .execute(Tuple.tuple()
                                                .addArrayOfLong(over)
                                                .addOffsetDateTime(at(now)))
                                        .replaceWithVoid()))
                .replaceWithVoid();
    }

    /** The status that an event gives an order at its panel. */
    record StatusNote(OrderId order, String status, boolean over) {}

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static String[] texts(List<HistoryEvent> received, Function<HistoryEvent, String> text) {
        return received.stream().map(text).toArray(String[]::new);
    }
}
