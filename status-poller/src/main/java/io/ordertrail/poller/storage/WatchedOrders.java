package io.ordertrail.poller.storage;

import io.ordertrail.events.SubmissionEvent.OrderKind;
import io.ordertrail.poller.change.ChangeRules;
import io.ordertrail.poller.change.OrderState;
import io.ordertrail.poller.change.Purchase;
import io.ordertrail.poller.change.Shown;
import io.ordertrail.poller.schedule.Watched;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Cursor;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Orders are taken up, and loaded by partition. Thread-safe. */
@Singleton
public class WatchedOrders {

    /** How many rows a load has in memory at once. */
    private static final int FETCH = 5000;

    private static final String INSERT = """
            insert into watched_order (order_id, child, topic_partition, panel, panel_order_id, kind, order_ref, service,
                                       quantity, run_quantity, accepted_at, warranty_days, changed_at, trace)
            select order_id, child, topic_partition, panel, panel_order_id, kind, order_ref, service, quantity, run_quantity,
                   accepted_at, warranty_days, accepted_at, trace
            from unnest($1::bigint[], $2::integer[], $3::smallint[], $4::text[], $5::text[], $6::text[], $7::text[],
                        $8::bigint[], $9::bigint[], $10::timestamptz[], $11::integer[], $12::text[], $13::text[])
                 as given (order_id, child, topic_partition, panel, panel_order_id, kind, order_ref, quantity,
                           run_quantity, accepted_at, warranty_days, service, trace)
            on conflict do nothing
            """;

    private static final String BY_ID = "select " + Rows.COLUMNS + " from watched_order where order_id = any($1)";

    private static final String OF_ONE =
            "select " + Rows.COLUMNS + " from watched_order where order_id = $1 order by child";

    /** By the index; what is over and out of its warranty stays in the table and out of memory. */
    private static final String LOAD = """
            select order_id, child, topic_partition, panel, panel_order_id, kind, service, quantity,
                   version, status, remains, fingerprint, started_at, changed_at, progress_told_at, denied_since,
                   denied_told, stuck_told, watch_until
            from watched_order
            where topic_partition = any($1) and (watch_until is null or watch_until > $2)
            """;

    private final Pool pool;
    private final ChangeRules rules;
    private final Rows rows = new Rows();

    WatchedOrders(Pool pool, ChangeRules rules) {
        this.pool = pool;
        this.rules = rules;
    }

    /** Takes those up that are not there yet, and returns all of them as they are. */
    public Uni<List<OrderState>> takeUp(List<Purchase> orders) {
        return insert(pool, orders)
                .chain(() -> pool.preparedQuery(BY_ID)
                        .execute(Tuple.of(orders.stream()
                                .map(order -> order.order().id().value())
                                .toArray(Long[]::new))))
                .map(this::states);
    }

    /** The order and its children, if it is watched. */
    public Uni<List<OrderState>> find(long order) {
        return pool.preparedQuery(OF_ONE).execute(Tuple.of(order)).map(this::states);
    }

    /** All that is watched on those partitions, block by block. */
    public Multi<List<Loaded>> load(Collection<Integer> partitions, Instant now) {
        Tuple parameters = Tuple.of(partitions.stream().map(Integer::shortValue).toArray(Short[]::new), Rows.time(now));
        return pool.getConnection()
                .onItem()
                .transformToMulti(connection -> connection
                        .begin()
                        .chain(() -> connection.prepare(LOAD))
                        .map(statement -> statement.cursor(parameters))
                        .onItem()
                        .transformToMulti(this::blocks)
                        .onTermination()
                        .call(connection::close));
    }

    private Multi<List<Loaded>> blocks(Cursor cursor) {
        return Multi.createBy()
                .repeating()
                .uni(() -> cursor.read(FETCH))
                .whilst(_ -> cursor.hasMore())
                .map(block ->
                        block.stream().map(row -> Loaded.of(row, rules.rules())).toList());
    }

    /** How the schedule sees it. */
    public Watched watched(OrderState state) {
        Purchase purchase = state.purchase();
        Shown shown = state.shown();
        return new Watched(
                state.id(),
                purchase.child(),
                purchase.partition(),
                purchase.panelOrder(),
                purchase.kind() == OrderKind.DRIP_FEED,
                purchase.quantity(),
                shown.remains(),
                shown.status(),
                shown.fingerprint(),
                state.alarms().deniedSince() != null,
                shown.startedAt(),
                shown.changedAt(),
                rules.rules().progressFrom(shown).orElse(null),
                rules.rules().alarmAt(state).orElse(null),
                shown.watchUntil(),
                state.version());
    }

    Uni<Void> insert(SqlClient client, List<Purchase> orders) {
        Tuple columns = Tuple.tuple()
                .addArrayOfLong(Columns.of(orders, order -> order.order().id().value(), Long[]::new))
                .addArrayOfInteger(Columns.of(orders, Purchase::child, Integer[]::new))
                .addArrayOfShort(Columns.of(orders, order -> (short) order.partition(), Short[]::new))
                .addArrayOfString(
                        Columns.of(orders, order -> order.order().panel().value(), String[]::new))
                .addArrayOfString(Columns.of(orders, order -> order.panelOrder().value(), String[]::new))
                .addArrayOfString(Columns.of(orders, order -> order.kind().name(), String[]::new))
                .addArrayOfString(Columns.of(orders, order -> rows.text(order.order()), String[]::new))
                .addArrayOfLong(Columns.of(orders, Purchase::quantity, Long[]::new))
                .addArrayOfLong(Columns.of(orders, Purchase::runQuantity, Long[]::new))
                .addArrayOfOffsetDateTime(
                        Columns.of(orders, order -> Rows.time(order.acceptedAt()), OffsetDateTime[]::new))
                .addArrayOfInteger(Columns.of(orders, Purchase::warrantyDays, Integer[]::new))
                .addArrayOfString(
                        Columns.of(orders, order -> order.order().service().value(), String[]::new))
                .addArrayOfString(Columns.of(orders, Purchase::trace, String[]::new));
        return client.preparedQuery(INSERT).execute(columns).replaceWithVoid();
    }

    private List<OrderState> states(RowSet<Row> found) {
        List<OrderState> states = new ArrayList<>(found.size());
        found.forEach(row -> states.add(rows.state(row)));
        return states;
    }
}
