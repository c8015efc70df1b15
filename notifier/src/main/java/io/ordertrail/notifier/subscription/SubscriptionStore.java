package io.ordertrail.notifier.subscription;

import static io.ordertrail.notifier.subscription.SubscriptionRows.COLUMNS;
import static io.ordertrail.notifier.subscription.SubscriptionRows.utc;

import io.ordertrail.domain.ShopId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Subscriptions in the database. Every change counts up the revision in its own transaction, by which replicas know
 * that what they have in memory is old ({@link SubscriptionCache}).
 */
@ApplicationScoped
public class SubscriptionStore {

    private final Pool pool;

    SubscriptionStore(Pool pool) {
        this.pool = pool;
    }

    /** Runs that in a transaction that changes subscriptions. */
    public <T> Uni<T> change(Function<SqlConnection, Uni<T>> work) {
        return pool.withTransaction(tx -> work.apply(tx).call(() -> counted(tx)));
    }

    /** Counts up; last, since it locks the one row that all changes meet at. */
    public Uni<Void> counted(SqlConnection tx) {
        return tx.query("update subscription_revision set revision = revision + 1")
                .execute()
                .replaceWithVoid();
    }

    Uni<Void> insert(SqlConnection tx, Subscription subscription) {
        return tx.preparedQuery("""
                        insert into subscription (%s)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
                                $20, $21)
                        on conflict do nothing""".formatted(COLUMNS))
                .execute(SubscriptionRows.write(subscription))
                .replaceWithVoid();
    }

    Uni<Void> update(SqlConnection tx, Subscription subscription) {
        return tx.preparedQuery("""
                        update subscription
                           set (%s) = ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
                                $19, $20, $21)
                         where id = $1""".formatted(COLUMNS))
                .execute(SubscriptionRows.write(subscription))
                .replaceWithVoid();
    }

    /** The subscription, locked until the transaction ends. */
    public Uni<Optional<Subscription>> lock(SqlConnection tx, String id) {
        return one(tx, "select %s from subscription where id = $1 for update".formatted(COLUMNS), Tuple.of(id));
    }

    /** The subscription, if there is one. */
    public Uni<Optional<Subscription>> find(String id) {
        return one(pool, "select %s from subscription where id = $1".formatted(COLUMNS), Tuple.of(id));
    }

    /** The shop's own for its orders' contacts, if it was made already. */
    Uni<Optional<Subscription>> findOrderContact(SqlClient sql, Subscription like) {
        return one(
                sql,
                """
                select %s from subscription
                 where kind = 'order-contact' and shop is not distinct from $1 and channel = $2""".formatted(COLUMNS),
                Tuple.of(
                        like.shop() == null ? null : like.shop().value(),
                        like.channel().word()));
    }

    Uni<List<Subscription>> list(Optional<ShopId> shop, String after, int limit) {
        return pool.preparedQuery("""
                        select %s from subscription
                         where ($1::text is null or shop = $1) and id > $2 order by id limit $3""".formatted(COLUMNS))
                .execute(Tuple.of(shop.map(ShopId::value).orElse(null), after, limit))
                .map(SubscriptionRows::read);
    }

    /** With its keys, deliveries and attempts. */
    Uni<Void> delete(SqlConnection tx, String id) {
        return tx.preparedQuery("delete from subscription where id = $1")
                .execute(Tuple.of(id))
                .chain(() -> tx.preparedQuery("""
                                with gone as (delete from delivery where subscription_id = $1 returning id)
                                delete from attempt using gone where attempt.delivery_id = gone.id""").execute(Tuple.of(id)))
                .replaceWithVoid();
    }

    Uni<Long> revision(SqlClient sql) {
        return sql.query("select revision from subscription_revision")
                .execute()
                .map(rows -> rows.iterator().next().getLong(0));
    }

    Uni<List<Subscription>> all(SqlClient sql) {
        return sql.query("select %s from subscription".formatted(COLUMNS))
                .execute()
                .map(SubscriptionRows::read);
    }

    /** Remembers the first failure since the last success, or that it is over; whether that changes anything. */
    public Uni<Boolean> failing(SqlConnection tx, String id, boolean failing, Instant now) {
        String statement = failing
                ? "update subscription set failing_since = $2 where id = $1 and failing_since is null"
                : "update subscription set failing_since = null where id = $1 and failing_since <= $2";
        return tx.preparedQuery(statement).execute(Tuple.of(id, utc(now))).map(result -> result.rowCount() > 0);
    }

    /** Whether it was enabled until now; it is disabled then. */
    public Uni<Boolean> disable(SqlConnection tx, String id, String reason, Instant now) {
        return tx.preparedQuery("""
                        update subscription set disabled_reason = $2, disabled_at = $3, updated_at = $3
                         where id = $1 and disabled_at is null""").execute(Tuple.of(id, reason, utc(now))).map(result -> result.rowCount() > 0);
    }

    private static Uni<Optional<Subscription>> one(SqlClient sql, String statement, Tuple parameters) {
        return sql.preparedQuery(statement)
                .execute(parameters)
                .map(rows -> SubscriptionRows.read(rows).stream().findFirst());
    }
}
