package io.ordertrail.refill.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.OrderStatus;
import io.ordertrail.events.EventJson;
import io.ordertrail.events.OrderRef;
import io.ordertrail.events.RefillEvent.Drop;
import io.ordertrail.events.RefillEvent.DropEvidence;
import io.ordertrail.events.RefillEvent.RefusalReason;
import io.ordertrail.refill.order.OrderUnderWarranty;
import io.ordertrail.refill.order.OrderUnderWarranty.MeasurementState;
import io.ordertrail.refill.order.OrderUnderWarranty.PanelSnapshot;
import io.ordertrail.refill.order.OrderUnderWarranty.Purchase;
import io.ordertrail.refill.order.OrderUnderWarranty.RefillHistory;
import io.ordertrail.refill.order.OrderUnderWarranty.UnsettledRefill;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads and writes the table {@code watched_order}. */
final class OrderUnderWarrantyRowMapper {

    /** In the same order everywhere, so that two transactions never wait for each other. */
    private static final String LOCK = """
            select * from watched_order where order_id = any($1) order by order_id for no key update
            """;

    /** Another transaction may insert the same order: the row that is locked afterwards is the same for both. */
    private static final String INSERT = """
            insert into watched_order (order_id, source, reference, panel, panel_order_id, ref, trace)
            select * from unnest(cast($1 as bigint[]), cast($2 as text[]), cast($3 as text[]), cast($4 as text[]),
                cast($5 as text[]), cast($6 as text[]), cast($7 as text[]))
            order by 1
            on conflict do nothing
            """;

    private static final String UPDATE = """
            update watched_order set panel_order_id = n.panel_order_id, ref = n.ref, service_name = n.service_name,
                refillable = n.refillable, link = n.link, quantity = n.quantity, bought_at = n.bought_at,
                status = n.status, start_count = n.start_count, remains = n.remains,
                settled_remains = n.settled_remains, finished_at = n.finished_at,
                status_revision = n.status_revision, low_in_a_row = n.low_in_a_row, measured_at = n.measured_at,
                dropped_since = n.dropped_since, last_refusal = n.last_refusal, asked_at = n.asked_at,
                look_at = n.look_at, submission_revision = n.submission_revision, refill_revision = n.refill_revision,
                warranty_from = n.warranty_from, seen_at = n.seen_at, unsettled = n.unsettled,
                early_request = n.early_request, unsettled_refill = n.unsettled_refill,
                unsettled_evidence = n.unsettled_evidence, later_drop = n.later_drop, later_missing = n.later_missing,
                later_explanation = n.later_explanation
            from unnest(cast($1 as bigint[]), cast($2 as text[]), cast($3 as text[]), cast($4 as text[]),
                cast($5 as boolean[]), cast($6 as text[]), cast($7 as bigint[]), cast($8 as timestamptz[]),
                cast($9 as text[]), cast($10 as bigint[]), cast($11 as bigint[]), cast($12 as bigint[]),
                cast($13 as timestamptz[]), cast($14 as bigint[]), cast($15 as int[]), cast($16 as timestamptz[]),
                cast($17 as timestamptz[]), cast($18 as text[]), cast($19 as timestamptz[]),
                cast($20 as timestamptz[]), cast($21 as bigint[]), cast($22 as bigint[]),
                cast($23 as timestamptz[]), cast($24 as timestamptz[]), cast($25 as boolean[]),
                cast($26 as timestamptz[]), cast($27 as bigint[]), cast($28 as text[]), cast($29 as text[]),
                cast($30 as bigint[]), cast($31 as text[]))
                as n (order_id, panel_order_id, ref, service_name, refillable, link, quantity, bought_at, status,
                    start_count, remains, settled_remains, finished_at, status_revision, low_in_a_row, measured_at,
                    dropped_since, last_refusal, asked_at, look_at, submission_revision, refill_revision, warranty_from,
                    seen_at, unsettled, early_request, unsettled_refill, unsettled_evidence, later_drop, later_missing,
                    later_explanation)
            where watched_order.order_id = n.order_id
            """;

    private static final String NEWER = """
            select o.order_id from watched_order o
            where o.order_id = any($1) and exists (
                select from watched_order n where n.link = o.link and n.order_id > o.order_id)
            """;

    private final ObjectMapper json = EventJson.mapper();

    /** What to do about rows that another transaction has locked. */
    enum OnLocked {
        WAIT(""),
        SKIP("skip locked");

        private final String clause;

        OnLocked(String clause) {
            this.clause = clause;
        }
    }

    Uni<List<OrderUnderWarranty>> lock(SqlClient tx, Collection<OrderId> ids, OnLocked onLocked) {
        return tx.preparedQuery(LOCK + onLocked.clause)
                .execute(Tuple.of(array(ids)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(this::order)
                        .toList());
    }

    Uni<Void> insert(SqlClient tx, List<NewOrderUnderWarranty> orders) {
        Tuple columns = new RefillSqlArrays<>(orders)
                .longs(order -> order.ref().id().value())
                .texts(order -> order.ref().source().value())
                .texts(order -> order.ref().reference().value())
                .texts(order -> order.ref().panel().value())
                .texts(order -> panelOrderId(order.ref()))
                .texts(order -> text(order.ref()))
                .texts(NewOrderUnderWarranty::trace)
                .tuple();
        return tx.preparedQuery(INSERT).execute(columns).replaceWithVoid();
    }

    Uni<Void> update(SqlClient tx, List<OrderUnderWarranty> orders) {
        if (orders.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Tuple columns = new RefillSqlArrays<>(orders)
                .longs(order -> order.id().value())
                .texts(order -> panelOrderId(order.ref()))
                .texts(order -> text(order.ref()))
                .texts(order ->
                        order.purchase() == null ? null : order.purchase().serviceName())
                .booleans(order ->
                        order.purchase() == null ? null : order.purchase().refillable())
                .texts(order ->
                        order.purchase() == null ? null : order.purchase().link())
                .longs(order ->
                        order.purchase() == null ? null : order.purchase().quantity())
                .times(order ->
                        order.purchase() == null ? null : order.purchase().at())
                .texts(order -> name(order.snapshot().status()))
                .longs(order -> order.snapshot().startCount())
                .longs(order -> order.snapshot().remains())
                .longs(order -> order.snapshot().settledRemains())
                .times(order -> order.snapshot().finishedAt())
                .longs(order -> order.snapshot().revision())
                .ints(order -> order.measurements().lowInARow())
                .times(order -> order.measurements().lastAt())
                .times(order -> order.history().droppedSince())
                .texts(order -> name(order.history().lastRefusal()))
                .times(order -> order.history().askedAt())
                .times(order -> order.history().lookAt())
                .longs(order -> order.history().submissionRevision())
                .longs(OrderUnderWarranty::revision)
                .times(order -> order.snapshot().warrantyFrom())
                .times(order -> order.snapshot().seenAt())
                .booleans(order -> order.history().unsettled() != null)
                .times(order -> order.history().earlyRequest())
                .longs(order -> order.history().unsettled() == null
                        ? null
                        : order.history().unsettled().refill())
                .texts(order -> order.history().unsettled() == null
                        ? null
                        : name(order.history().unsettled().evidence()))
                .texts(order -> order.history().laterDrop() == null
                        ? null
                        : order.history().laterDrop().evidence().name())
                .longs(order -> order.history().laterDrop() == null
                        ? null
                        : order.history().laterDrop().missing())
                .texts(order -> order.history().laterDrop() == null
                        ? null
                        : order.history().laterDrop().explanation())
                .tuple();
        return tx.preparedQuery(UPDATE).execute(columns).replaceWithVoid();
    }

    Uni<Set<OrderId>> withNewerOnLink(SqlClient tx, Collection<OrderId> ids) {
        return tx.preparedQuery(NEWER).execute(Tuple.of(array(ids))).map(rows -> {
            Set<OrderId> newer = new HashSet<>();
            rows.forEach(row -> newer.add(new OrderId(row.getLong(0))));
            return newer;
        });
    }

    static Long[] array(Collection<OrderId> ids) {
        return ids.stream().map(OrderId::value).toArray(Long[]::new);
    }

    private OrderUnderWarranty order(Row row) {
        String serviceName = row.getString("service_name");
        return new OrderUnderWarranty(
                ref(row.getString("ref")),
                serviceName == null
                        ? null
                        : new Purchase(
                                serviceName,
                                row.getBoolean("refillable"),
                                row.getString("link"),
                                row.getLong("quantity"),
                                row.getOffsetDateTime("bought_at").toInstant()),
                new PanelSnapshot(
                        value(OrderStatus.class, row.getString("status")),
                        row.getLong("start_count"),
                        row.getLong("remains"),
                        row.getLong("settled_remains"),
                        RefillSqlArrays.time(row, "finished_at"),
                        RefillSqlArrays.time(row, "warranty_from"),
                        RefillSqlArrays.time(row, "seen_at"),
                        row.getLong("status_revision")),
                new MeasurementState(row.getInteger("low_in_a_row"), RefillSqlArrays.time(row, "measured_at")),
                new RefillHistory(
                        RefillSqlArrays.time(row, "dropped_since"),
                        value(RefusalReason.class, row.getString("last_refusal")),
                        RefillSqlArrays.time(row, "asked_at"),
                        RefillSqlArrays.time(row, "look_at"),
                        row.getLong("submission_revision"),
                        unsettled(row),
                        RefillSqlArrays.time(row, "early_request"),
                        laterDrop(row)),
                row.getLong("refill_revision"));
    }

    /** A release before this one kept no number: 0 stands for any. */
    private static @Nullable UnsettledRefill unsettled(Row row) {
        Long refill = row.getLong("unsettled_refill");
        return row.getBoolean("unsettled")
                ? new UnsettledRefill(
                        refill == null ? 0 : refill, value(DropEvidence.class, row.getString("unsettled_evidence")))
                : null;
    }

    private static @Nullable Drop laterDrop(Row row) {
        DropEvidence evidence = value(DropEvidence.class, row.getString("later_drop"));
        return evidence == null
                ? null
                : new Drop(evidence, row.getLong("later_missing"), row.getString("later_explanation"));
    }

    private OrderRef ref(String text) {
        try {
            return json.readValue(text, OrderRef.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("watched_order.ref cannot be read", e);
        }
    }

    private String text(OrderRef ref) {
        try {
            return json.writeValueAsString(ref);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("order " + ref.id() + " cannot be written", e);
        }
    }

    private static @Nullable String panelOrderId(OrderRef ref) {
        return ref.panelOrderId() == null ? null : ref.panelOrderId().value();
    }

    private static @Nullable String name(@Nullable Enum<?> constant) {
        return constant == null ? null : constant.name();
    }

    private static <E extends Enum<E>> @Nullable E value(Class<E> type, @Nullable String name) {
        return name == null ? null : Enum.valueOf(type, name);
    }
}
