package io.ordertrail.kit.outbox;

import io.ordertrail.kit.crash.CrashPoints;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Publishes what is in the outbox, one batch a round: in one transaction it takes the lock, reads, publishes, and
 * deletes what Kafka has. If the process, PostgreSQL or Kafka dies on the way, the rows are there still, and are
 * published again under the same ids.
 */
@Singleton
class Relay {

    private final Pool pool;
    private final Publisher publisher;
    private final OutboxConfig config;
    private final OutboxMetrics metrics;
    private final CrashPoints crashPoints;
    private final OutboxTable table = new OutboxTable();
    /** Blocking, so not on the event loop; each round has at most one. */
    private final Executor blocking =
            task -> Thread.ofVirtual().name("outbox-publish").start(task);

    Relay(Pool pool, Publisher publisher, OutboxConfig config, OutboxMetrics metrics, CrashPoints crashPoints) {
        this.pool = pool;
        this.publisher = publisher;
        this.config = config;
        this.metrics = metrics;
        this.crashPoints = crashPoints;
    }

    Uni<RelayResult> round() {
        return pool.withTransaction(this::inTransaction);
    }

    private Uni<RelayResult> inTransaction(SqlConnection transaction) {
        return table.lock(transaction)
                .chain(locked ->
                        locked ? publishBatch(transaction) : Uni.createFrom().item(new RelayResult.Busy()));
    }

    private Uni<RelayResult> publishBatch(SqlConnection transaction) {
        return table.read(transaction, config.batchSize())
                .chain(rows -> rows.isEmpty()
                        ? Uni.createFrom().item(new RelayResult.Done(0))
                        : publish(rows).chain(settlement -> settle(transaction, rows, settlement)));
    }

    private Uni<BatchResult> publish(List<OutboxRow> rows) {
        return Uni.createFrom()
                .item(() -> {
                    crashPoints.pass("outbox.before-publish");
                    BatchResult settlement = metrics.time(rows, publisher::publish);
                    crashPoints.pass("outbox.published");
                    return settlement;
                })
                .runSubscriptionOn(blocking);
    }

    private Uni<RelayResult> settle(SqlConnection transaction, List<OutboxRow> rows, BatchResult settlement) {
        return table.delete(transaction, settlement.publishedIds())
                .chain(() -> table.park(transaction, settlement.parked()))
                .invoke(() -> crashPoints.pass("outbox.deleted"))
                .replaceWith(() -> settlement
                        .failure()
                        .<RelayResult>map(RelayResult.Failed::new)
                        .orElseGet(() -> new RelayResult.Done(rows.size())));
    }
}
