package io.ordertrail.poller.storage;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;

/**
 * Deletes orders whose watch ended long ago, some hundred at a time with a rest between, so that nothing waits for it.
 * Several replicas may do it at once: what one has locked the others pass over. Thread-safe.
 */
@Singleton
class Retention {

    static final int AT_ONCE = 500;

    private static final Duration REST = Duration.ofMillis(100);

    /**
     * An order and its children go together, since the order's row counts the revisions of all. Whoever writes a child
     * holds the order's row, so that lock is enough.
     */
    private static final String DELETE = """
            with old as (
                select o.order_id from watched_order as o
                where o.child = 0 and o.watch_until < $1
                    and not exists (select from watched_order as c
                                    where c.order_id = o.order_id and (c.watch_until is null or c.watch_until >= $1))
                order by o.watch_until limit $2
                for update of o skip locked),
            gone as (
                delete from watched_order using old where watched_order.order_id = old.order_id
                returning watched_order.child)
            select count(*) from gone where child = 0
            """;

    private final Pool pool;

    Retention(Pool pool) {
        this.pool = pool;
    }

    /** Deletes the orders that were watched for the last time before that, and says how many. */
    Uni<Long> apply(Instant before) {
        return batch(before, 0);
    }

    private Uni<Long> batch(Instant before, long soFar) {
        return pool.preparedQuery(DELETE)
                .execute(Tuple.of(WatchedOrderMapper.time(before), AT_ONCE))
                .map(rows -> rows.iterator().next().getLong(0))
                .chain(gone -> gone < AT_ONCE
                        ? Uni.createFrom().item(soFar + gone)
                        : Uni.createFrom()
                                .voidItem()
                                .onItem()
                                .delayIt()
                                .by(REST)
                                .chain(() -> batch(before, soFar + gone)));
    }
}
