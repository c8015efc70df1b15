package io.ordertrail.kit.outbox;

import io.ordertrail.events.CloudEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Events that are published exactly if the change they report is committed. They are written in the change's own
 * transaction; a relay publishes them afterwards, in order per key, at least once, a repeat with the same id. Of one
 * order, they must be appended under a lock of that order's row (which the change to it holds anyway): that is what
 * their order rests on. Thread-safe.
 *
 * <p>The table comes by {@code quarkus.flyway.locations=db/outbox,db/migration}.
 */
@Singleton
public class Outbox {

    private final Pool pool;
    private final RelaySignal wakeup;
    private final OutboxTable table = new OutboxTable();

    Outbox(Pool pool, RelaySignal wakeup) {
        this.pool = pool;
        this.wakeup = wakeup;
    }

    /**
     * Runs that in a transaction, and has its events published once it is committed. What it returns fails if the
     * transaction does.
     */
    public <T> Uni<T> transaction(Function<SqlConnection, Uni<T>> work) {
        return pool.withTransaction(work).invoke(this::nudge);
    }

    /**
     * Writes the events, in the order of the list, in one statement.
     *
     * @param transaction the caller's, open; after its commit call {@link #nudge}
     * @param topic one of {@link io.ordertrail.events.Topics}; the record's key is the event's subject
     */
    public Uni<Void> append(SqlConnection transaction, List<? extends CloudEvent<?>> events, String topic) {
        return events.isEmpty() ? Uni.createFrom().voidItem() : table.append(transaction, topic, events);
    }

    /** The same in the transaction of a Hibernate session. */
    public Uni<Void> append(Mutiny.Session transaction, List<? extends CloudEvent<?>> events, String topic) {
        return events.isEmpty()
                ? Uni.createFrom().voidItem()
                : append(transaction.createNativeQuery(HIBERNATE_APPEND), events, topic);
    }

    /** The same in the transaction of a stateless Hibernate session. */
    public Uni<Void> append(Mutiny.StatelessSession transaction, List<? extends CloudEvent<?>> events, String topic) {
        return events.isEmpty()
                ? Uni.createFrom().voidItem()
                : append(transaction.createNativeQuery(HIBERNATE_APPEND), events, topic);
    }

    /**
     * Notifies the relay that something was committed, so that it need not wait for its next look. Cheap; may be called
     * often, and for nothing.
     */
    public void nudge() {
        wakeup.nudge();
    }

    private Uni<Void> append(Mutiny.Query<?> statement, List<? extends CloudEvent<?>> events, String topic) {
        OutboxTable.Columns columns = table.columns(events);
        return statement
                .setParameter(1, topic)
                .setParameter(2, columns.keys())
                .setParameter(3, columns.eventIds())
                .setParameter(4, columns.headers())
                .setParameter(5, columns.values())
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Hibernate marks its parameters with a question mark. */
    private static final String HIBERNATE_APPEND = OutboxTable.APPEND.replace('$', '?');
}
