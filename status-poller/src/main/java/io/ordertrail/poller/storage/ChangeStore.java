package io.ordertrail.poller.storage;

import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.TicketId;
import io.ordertrail.events.CloudEvent;
import io.ordertrail.events.StatusEvent;
import io.ordertrail.events.Topics;
import io.ordertrail.kit.crash.CrashPoints;
import io.ordertrail.kit.outbox.Outbox;
import io.ordertrail.poller.change.ChangeRules;
import io.ordertrail.poller.change.WatchedOrder;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Writes what changed, with the events that report it, many orders in one transaction. Thread-safe.
 *
 * <p>The rows are locked, in one order so that two batches cannot wait for each other; an answer to a question that was
 * asked of an earlier version of its row is dropped. So two owners of one order, during a rebalance, cannot publish a change
 * twice, nor can the slower one publish an older state.
 */
@Singleton
public class ChangeStore {

    static final String SERVICE = "status-poller";

    /** The orders' own rows come too, since their revision counts the events of their children. */
    private static final String LOCK = """
            select %s from watched_order
            where (order_id, child) in (select order_id, child from unnest($1::bigint[], $2::integer[])
                                            as asked (order_id, child))
            order by order_id, child
            for no key update
            """.formatted(WatchedOrderMapper.COLUMNS);

    private static final String CHILDREN =
            "select order_id, child, panel_order_id from watched_order where order_id = any($1) and child > 0";

    private final Outbox outbox;
    private final ChangeRules rules;
    private final WatchedOrders orders;
    private final CrashPoints crash;
    private final WatchedOrderMapper rows = new WatchedOrderMapper();

    ChangeStore(Outbox outbox, ChangeRules rules, WatchedOrders orders, CrashPoints crash) {
        this.outbox = outbox;
        this.rules = rules;
        this.orders = orders;
        this.crash = crash;
    }

    /** Decides and writes; at most one sighting of an order or child in a batch. */
    public Uni<List<WriteResult>> settle(List<StatusObservation> sightings) {
        crash.pass("polling.seen");
        return outbox.transaction(transaction -> settle(transaction, sightings))
                .invoke(() -> crash.pass("polling.committed"));
    }

    /** Publishes that the order is stuck, with the outcome of the ticket; returns the order as it is then. */
    public Uni<WatchedOrder> publishStuck(OrderId order, Optional<TicketId> ticket, Instant now) {
        return outbox.transaction(transaction -> lock(transaction, List.of(new RowKey(order.value(), 0)))
                .chain(found -> {
                    ChangeBatch batch = new ChangeBatch(rules, found);
                    batch.stuck(new RowKey(order.value(), 0), ticket, now);
                    return write(transaction, batch).map(_ -> batch.state(new RowKey(order.value(), 0)));
                }));
    }

    private Uni<List<WriteResult>> settle(SqlConnection transaction, List<StatusObservation> sightings) {
        List<RowKey> keys = sightings.stream()
                .flatMap(sighting -> Stream.of(
                        RowKey.of(sighting), new RowKey(sighting.order().value(), 0)))
                .distinct()
                .toList();
        return lock(transaction, keys)
                .chain(found -> known(transaction, sightings, new ChangeBatch(rules, found)))
                .chain(batch -> {
                    sightings.forEach(batch::decide);
                    return write(transaction, batch).map(_ -> batch.settled());
                });
    }

    private Uni<List<LockedRow>> lock(SqlConnection transaction, List<RowKey> keys) {
        Tuple parameters = Tuple.tuple()
                .addArrayOfLong(keys.stream().map(RowKey::order).toArray(Long[]::new))
                .addArrayOfInteger(keys.stream().map(RowKey::child).toArray(Integer[]::new));
        return transaction.preparedQuery(LOCK).execute(parameters).map(this::locked);
    }

    private List<LockedRow> locked(RowSet<Row> found) {
        return found.stream()
                .map(row -> new LockedRow(rows.state(row), row.getLong("revision")))
                .toList();
    }

    /** Children are looked up only for answers that have some. */
    private static Uni<ChangeBatch> known(
            SqlConnection transaction, List<StatusObservation> sightings, ChangeBatch batch) {
        Long[] parents = sightings.stream()
                .filter(StatusObservation::hasChildren)
                .map(sighting -> sighting.order().value())
                .toArray(Long[]::new);
        if (parents.length == 0) {
            return Uni.createFrom().item(batch);
        }
        return transaction.preparedQuery(CHILDREN).execute(Tuple.of(parents)).map(found -> {
            found.forEach(row ->
                    batch.knows(row.getLong("order_id"), row.getInteger("child"), row.getString("panel_order_id")));
            return batch;
        });
    }

    private Uni<Void> write(SqlConnection transaction, ChangeBatch batch) {
        List<CloudEvent<StatusEvent>> events = batch.events().stream()
                .map(event -> CloudEvent.of(Topics.STATUS, SERVICE, event)
                        .tracedBy(batch.trace(event.order().id())))
                .toList();
        return batch.changed().isEmpty()
                ? Uni.createFrom().voidItem()
                : WatchedOrderUpdate.execute(transaction, batch.changed())
                        .chain(() -> batch.newChildren().isEmpty()
                                ? Uni.createFrom().voidItem()
                                : orders.insert(transaction, batch.newChildren()))
                        .chain(() -> outbox.append(transaction, events, Topics.STATUS))
                        .invoke(() -> crash.pass("polling.before-commit"));
    }
}
