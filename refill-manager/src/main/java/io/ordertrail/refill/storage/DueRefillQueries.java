package io.ordertrail.refill.storage;

import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.PanelName;
import io.ordertrail.domain.Reference;
import io.ordertrail.domain.ShopId;
import io.ordertrail.refill.lifecycle.RefillState;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds what is due. Read without a lock: the caller looks again under the order's lock, so that a row that was claimed
 * meanwhile is left alone.
 */
public final class DueRefillQueries {

    private static final String DUE = """
            select order_id from refill
            where panel = $1 and ended_at is null and due_at <= $2 and state = any($3)
            order by due_at limit $4
            """;

    private static final String LOOK = """
            select order_id from watched_order where panel = $1 and look_at <= $2 order by look_at limit $3
            """;

    private static final String IDENTIFY = """
            select o.order_id, o.source, o.reference
            from unnest(cast($1 as text[]), cast($2 as text[])) as asked (source, reference)
            join watched_order o on o.source = asked.source and o.reference = asked.reference
            """;

    private static final String FORGET = """
            delete from refill where id in (
                select id from refill where state = 'NOT_NEEDED' and ended_at < $1 limit 10000)
            """;

    private final Pool pool;

    /** Queries that database. */
    public DueRefillQueries(Pool pool) {
        this.pool = pool;
    }

    /** Returns the orders whose refill is in one of the states and due, longest due first. */
    public Uni<List<OrderId>> in(PanelName panel, Instant now, int limit, Set<RefillState> states) {
        String[] names = states.stream().map(RefillState::name).toArray(String[]::new);
        return pool.preparedQuery(DUE)
                .execute(Tuple.of(panel.value(), now.atOffset(ZoneOffset.UTC), names, limit))
                .map(DueRefillQueries::ids);
    }

    /** Returns the orders that the schedule looks at now. */
    public Uni<List<OrderId>> toLookAt(PanelName panel, Instant now, int limit) {
        return pool.preparedQuery(LOOK)
                .execute(Tuple.of(panel.value(), now.atOffset(ZoneOffset.UTC), limit))
                .map(DueRefillQueries::ids);
    }

    /** Returns the orders of these identities; an identity that is not known is absent. */
    public Uni<Map<Identity, OrderId>> identify(List<Identity> identities) {
        Tuple columns = new RefillSqlArrays<>(identities)
                .texts(identity -> identity.source().value())
                .texts(identity -> identity.reference().value())
                .tuple();
        return pool.preparedQuery(IDENTIFY).execute(columns).map(rows -> {
            Map<Identity, OrderId> found = new HashMap<>();
            rows.forEach(row -> found.put(
                    new Identity(new ShopId(row.getString("source")), new Reference(row.getString("reference"))),
                    new OrderId(row.getLong("order_id"))));
            return found;
        });
    }

    /** Deletes scheduled requests that were not needed and ended before that. */
    public Uni<Void> forgetNotNeeded(Instant before) {
        return pool.preparedQuery(FORGET)
                .execute(Tuple.of(before.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    /** A shop and its name for an order. */
    public record Identity(ShopId source, Reference reference) {}

    private static List<OrderId> ids(RowSet<Row> rows) {
        List<OrderId> ids = new ArrayList<>();
        rows.forEach(row -> ids.add(new OrderId(row.getLong(0))));
        return List.copyOf(ids);
    }
}
