package io.ordertrail.refill.storage;

import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.RefillId;
import io.ordertrail.domain.TicketId;
import io.ordertrail.events.RefillEvent.DropEvidence;
import io.ordertrail.refill.lifecycle.Refill;
import io.ordertrail.refill.lifecycle.Refill.Request;
import io.ordertrail.refill.lifecycle.Refill.Tally;
import io.ordertrail.refill.lifecycle.RefillState;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads and writes the table {@code refill}. */
final class RefillRowMapper {

    /** Read after the orders are locked, so that no other transaction changes them meanwhile. */
    private static final String OPEN = "select * from refill where order_id = any($1) and ended_at is null";

    private static final String INSERT = """
            insert into refill (order_id, panel, state, evidence, opened_at, due_at, attempts, rejections, denials,
                requested_at, panel_refill_id, ticket_id, note, operator_notified, fence, ended_at, settled_at, repeats)
            select n.order_id, o.panel, n.state, n.evidence, n.opened_at, n.due_at, n.attempts, n.rejections,
                n.denials, n.requested_at, n.panel_refill_id, n.ticket_id, n.note, n.operator_notified, n.fence, n.ended_at,
                n.settled_at, n.repeats
            from unnest(cast($1 as bigint[]), cast($2 as bigint[]), cast($3 as text[]), cast($4 as text[]),
                cast($5 as timestamptz[]), cast($6 as timestamptz[]), cast($7 as int[]), cast($8 as int[]),
                cast($9 as int[]), cast($10 as timestamptz[]), cast($11 as text[]), cast($12 as text[]),
                cast($13 as text[]), cast($14 as boolean[]), cast($15 as bigint[]), cast($16 as timestamptz[]),
                cast($17 as timestamptz[]), cast($18 as boolean[]))
                as n (id, order_id, state, evidence, opened_at, due_at, attempts, rejections, denials, requested_at,
                    panel_refill_id, ticket_id, note, operator_notified, fence, ended_at, settled_at, repeats)
            join watched_order o on o.order_id = n.order_id
            """;

    private static final String UPDATE = """
            update refill set state = n.state, due_at = n.due_at, attempts = n.attempts, rejections = n.rejections,
                denials = n.denials, requested_at = n.requested_at, panel_refill_id = n.panel_refill_id,
                ticket_id = n.ticket_id, note = n.note, operator_notified = n.operator_notified, fence = n.fence,
                ended_at = n.ended_at, settled_at = n.settled_at, repeats = n.repeats
            from unnest(cast($1 as bigint[]), cast($2 as bigint[]), cast($3 as text[]), cast($4 as text[]),
                cast($5 as timestamptz[]), cast($6 as timestamptz[]), cast($7 as int[]), cast($8 as int[]),
                cast($9 as int[]), cast($10 as timestamptz[]), cast($11 as text[]), cast($12 as text[]),
                cast($13 as text[]), cast($14 as boolean[]), cast($15 as bigint[]), cast($16 as timestamptz[]),
                cast($17 as timestamptz[]), cast($18 as boolean[]))
                as n (id, order_id, state, evidence, opened_at, due_at, attempts, rejections, denials, requested_at,
                    panel_refill_id, ticket_id, note, operator_notified, fence, ended_at, settled_at, repeats)
            where refill.id = n.id
            """;

    Uni<Map<OrderId, Refill>> open(SqlClient tx, Collection<OrderId> orders) {
        return tx.preparedQuery(OPEN)
                .execute(Tuple.of(OrderUnderWarrantyRowMapper.array(orders)))
                .map(rows -> {
                    Map<OrderId, Refill> open = new HashMap<>();
                    rows.forEach(row -> {
                        Refill refill = refill(row);
                        open.put(refill.order(), refill);
                    });
                    return open;
                });
    }

    /** Updates refills that have a number, inserts the others. */
    Uni<Void> write(SqlClient tx, List<Refill> refills, Instant now) {
        return write(
                        tx,
                        UPDATE,
                        refills.stream().filter(refill -> refill.id() != 0).toList(),
                        now)
                .chain(() -> write(
                        tx,
                        INSERT,
                        refills.stream().filter(refill -> refill.id() == 0).toList(),
                        now));
    }

    private static Uni<Void> write(SqlClient tx, String statement, List<Refill> refills, Instant now) {
        if (refills.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Tuple columns = new RefillSqlArrays<>(refills)
                .longs(Refill::id)
                .longs(refill -> refill.order().value())
                .texts(refill -> refill.state().name())
                .texts(refill -> refill.evidence().name())
                .times(Refill::openedAt)
                .times(Refill::dueAt)
                .ints(refill -> refill.tally().attempts())
                .ints(refill -> refill.tally().rejections())
                .ints(refill -> refill.tally().denials())
                .times(refill ->
                        refill.request() == null ? null : refill.request().at())
                .texts(refill -> refill.panelRefill() == null
                        ? null
                        : refill.panelRefill().value())
                .texts(refill ->
                        refill.ticket() == null ? null : refill.ticket().value())
                .texts(Refill::note)
                .booleans(Refill::operatorNotified)
                .longs(Refill::fence)
                .times(refill -> refill.state().isOpen() ? null : now)
                .times(refill ->
                        refill.request() == null ? null : refill.request().settledAt())
                .booleans(refill -> refill.request() != null && refill.request().repeats())
                .tuple();
        return tx.preparedQuery(statement).execute(columns).replaceWithVoid();
    }

    static Refill refill(Row row) {
        String panelRefill = row.getString("panel_refill_id");
        String ticket = row.getString("ticket_id");
        return new Refill(
                row.getLong("id"),
                new OrderId(row.getLong("order_id")),
                RefillState.valueOf(row.getString("state")),
                DropEvidence.valueOf(row.getString("evidence")),
                row.getOffsetDateTime("opened_at").toInstant(),
                row.getOffsetDateTime("due_at").toInstant(),
                new Tally(row.getInteger("attempts"), row.getInteger("rejections"), row.getInteger("denials")),
                request(row),
                panelRefill == null ? null : new RefillId(panelRefill),
                ticket == null ? null : new TicketId(ticket),
                row.getString("note"),
                row.getBoolean("operator_notified"),
                row.getLong("fence"));
    }

    /**
     * A request that a release before this one stored says nothing of when it is settled: while it is awaited that is the end
     * of its lease, else it is over.
     */
    private static @Nullable Request request(Row row) {
        Instant at = RefillSqlArrays.time(row, "requested_at");
        if (at == null) {
            return null;
        }
        Instant stored = RefillSqlArrays.time(row, "settled_at");
        boolean awaited = RefillState.valueOf(row.getString("state")) == RefillState.REQUESTING;
        Instant leaseEnd = row.getOffsetDateTime("due_at").toInstant();
        Instant settled = stored != null ? stored : awaited ? leaseEnd : at;
        return new Request(at, settled.isBefore(at) ? at : settled, row.getBoolean("repeats"));
    }
}
