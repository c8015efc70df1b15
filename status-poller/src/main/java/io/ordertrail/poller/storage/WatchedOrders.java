package io.ordertrail.poller.storage;

import io.ordertrail.events.SubmissionEvent.OrderKind;
import io.ordertrail.poller.change.ChangeRules;
import io.ordertrail.poller.change.OrderTerms;
import io.ordertrail.poller.change.PublishedState;
import io.ordertrail.poller.change.WatchedOrder;
import io.ordertrail.poller.schedule.ScheduledOrder;
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

    private static final String BY_ID =
            "select " + WatchedOrderMapper.COLUMNS + " from watched_order where order_id = any($1)";

    private static final String OF_ONE =
            "select " + WatchedOrderMapper.COLUMNS + " from watched_order where order_id = $1 order by child";

    /** By the index; what is over and out of its warranty stays in the table and out of memory. */
    private static final String LOAD = """
            select order_id, child, topic_partition, panel, panel_order_id, kind, service, quantity,
                   version, status, remains, fingerprint, started_at, changed_at, progress_published_at, denied_since,
                   denied_published, stuck_published, watch_until
            from watched_order
            where topic_partition = any($1) and (watch_until is null or watch_until > $2)
            """;

    private final Pool pool;
    private final ChangeRules rules;
    private final WatchedOrderMapper rows = new WatchedOrderMapper();

    WatchedOrders(Pool pool, ChangeRules rules) {
        this.pool = pool;
        this.rules = rules;
    }

    /** Takes those up that are not there yet, and returns all of them as they are. */
    public Uni<List<WatchedOrder>> takeUp(List<OrderTerms> orders) {
        return insert(pool, orders)
                .chain(() -> pool.preparedQuery(BY_ID)
                        .execute(Tuple.of(orders.stream()
                                .map(order -> order.order().id().value())
                                .toArray(Long[]::new))))
                .map(this::states);
    }

    /** The order and its children, if it is watched. */
    public Uni<List<WatchedOrder>> find(long order) {
        return pool.preparedQuery(OF_ONE).execute(Tuple.of(order)).map(this::states);
    }

    /** All that is watched on those partitions, block by block. */
    public Multi<List<WatchedOrderRow>> load(Collection<Integer> partitions, Instant now) {
        Tuple parameters = Tuple.of(
                partitions.stream().map(Integer::shortValue).toArray(Short[]::new), WatchedOrderMapper.time(now));
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

    private Multi<List<WatchedOrderRow>> blocks(Cursor cursor) {
        return Multi.createBy()
                .repeating()
                .uni(() -> cursor.read(FETCH))
                .whilst(_ -> cursor.hasMore())
                .map(block -> block.stream()
                        .map(row -> WatchedOrderRow.of(row, rules.rules()))
                        .toList());
    }

    /** How the schedule sees it. */
    public ScheduledOrder watched(WatchedOrder state) {
        OrderTerms purchase = state.purchase();
        PublishedState shown = state.shown();
        return new ScheduledOrder(
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

    Uni<Void> insert(SqlClient client, List<OrderTerms> orders) {
        Tuple columns = Tuple.tuple()
                .addArrayOfLong(SqlArrays.of(orders, order -> order.order().id().value(), Long[]::new))
                .addArrayOfInteger(SqlArrays.of(orders, OrderTerms::child, Integer[]::new))
                .addArrayOfShort(SqlArrays.of(orders, order -> (short) order.partition(), Short[]::new))
                .addArrayOfString(
                        SqlArrays.of(orders, order -> order.order().panel().value(), String[]::new))
                .addArrayOfString(
                        SqlArrays.of(orders, order -> order.panelOrder().value(), String[]::new))
                .addArrayOfString(SqlArrays.of(orders, order -> order.kind().name(), String[]::new))
                .addArrayOfString(SqlArrays.of(orders, order -> rows.text(order.order()), String[]::new))
                .addArrayOfLong(SqlArrays.of(orders, OrderTerms::quantity, Long[]::new))
                .addArrayOfLong(SqlArrays.of(orders, OrderTerms::runQuantity, Long[]::new))
                .addArrayOfOffsetDateTime(SqlArrays.of(
                        orders, order -> WatchedOrderMapper.time(order.acceptedAt()), OffsetDateTime[]::new))
                .addArrayOfInteger(SqlArrays.of(orders, OrderTerms::warrantyDays, Integer[]::new))
                .addArrayOfString(
                        SqlArrays.of(orders, order -> order.order().service().value(), String[]::new))
                .addArrayOfString(SqlArrays.of(orders, OrderTerms::trace, String[]::new));
        return client.preparedQuery(INSERT).execute(columns).replaceWithVoid();
    }

    private List<WatchedOrder> states(RowSet<Row> found) {
        List<WatchedOrder> states = new ArrayList<>(found.size());
        found.forEach(row -> states.add(rows.state(row)));
        return states;
    }
}
