package io.ordertrail.notifier.subscription;

import static io.ordertrail.notifier.subscription.SubscriptionRows.utc;

import io.ordertrail.notifier.sealing.SecretSealer;
import io.ordertrail.notifier.sealing.SecretSealer.Sealed;
import io.ordertrail.notifier.signing.SigningKey;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The signing keys of subscriptions: sealed in the database, opened here only. */
@ApplicationScoped
public class SigningKeys {

    /** A key with the time until which it signs, the far future for the newest. */
    public record ActiveKey(SigningKey key, Instant until) {}

    private static final Logger LOG = Logger.getLogger(SigningKeys.class);

    private final Pool pool;
    private final SecretSealer vault;

    SigningKeys(Pool pool, SecretSealer vault) {
        this.pool = pool;
        this.vault = vault;
    }

    Uni<Void> add(SqlConnection tx, String subscription, SigningKey key, Instant now) {
        Sealed sealed = vault.seal(subscription, key.toBytes());
        return tx.preparedQuery("""
                        insert into signing_key (subscription_id, encryption_key, sealed, created_at)
                        values ($1, $2, $3, $4)""")
                .execute(Tuple.of(subscription, sealed.keyId(), Buffer.buffer(sealed.bytes()), utc(now)))
                .replaceWithVoid();
    }

    /** What signs now goes on for that long beside the newer key. */
    Uni<Void> retire(SqlConnection tx, String subscription, Instant now, Duration overlap) {
        return tx.preparedQuery("delete from signing_key where subscription_id = $1 and expires_at <= $2")
                .execute(Tuple.of(subscription, utc(now)))
                .chain(() -> tx.preparedQuery("""
                                update signing_key set expires_at = least(expires_at, $2)
                                 where subscription_id = $1""").execute(Tuple.of(subscription, utc(now.plus(overlap)))))
                .replaceWithVoid();
    }

    /** The subscription's keys that have not expired, the newest first. */
    public Uni<List<ActiveKey>> of(String subscription, Instant now) {
        return pool.preparedQuery("""
                        select encryption_key, sealed, expires_at from signing_key
                         where subscription_id = $1 and (expires_at is null or expires_at > $2) order by id desc""").execute(Tuple.of(subscription, utc(now))).map(rows -> {
            List<ActiveKey> keys = new ArrayList<>();
            rows.forEach(row -> keys.add(open(subscription, row)));
            return keys;
        });
    }

    private ActiveKey open(String subscription, Row row) {
        OffsetDateTime expires = row.getOffsetDateTime("expires_at");
        return new ActiveKey(
                SigningKey.fromBytes(vault.open(subscription, sealed(row))),
                expires == null ? Instant.MAX : expires.toInstant());
    }

    /**
     * Seals what older encryption keys sealed under the current one, so that the older can be taken away. One that does
     * not open holds no other up. Safe to run at several replicas.
     *
     * @return how many there were
     */
    public Uni<Integer> reseal() {
        return reseal(0, 0);
    }

    private Uni<Integer> reseal(long after, int done) {
        return pool.preparedQuery("""
                        select id, subscription_id, encryption_key, sealed from signing_key
                         where encryption_key <> $1 and id > $2 order by id limit 500""")
                .execute(Tuple.of(vault.currentKey(), after))
                .flatMap(rows -> {
                    List<Tuple> resealed = new ArrayList<>();
                    long last = after;
                    for (Row row : rows) {
                        last = row.getLong("id");
                        resealed(row).ifPresent(resealed::add);
                    }
                    long next = last;
                    return rows.rowCount() == 0
                            ? Uni.createFrom().item(done)
                            : update(resealed).flatMap(_ -> reseal(next, done + resealed.size()));
                });
    }

    private Uni<Void> update(List<Tuple> resealed) {
        return resealed.isEmpty()
                ? Uni.createFrom().voidItem()
                : pool.preparedQuery("update signing_key set encryption_key = $2, sealed = $3 where id = $1")
                        .executeBatch(resealed)
                        .replaceWithVoid();
    }

    private Optional<Tuple> resealed(Row row) {
        String subscription = row.getString("subscription_id");
        try {
            byte[] secret = vault.open(subscription, sealed(row));
            Sealed resealed = vault.seal(subscription, secret);
            return Optional.of(Tuple.of(row.getLong("id"), resealed.keyId(), Buffer.buffer(resealed.bytes())));
        } catch (IllegalStateException e) {
            LOG.errorf("A signing key cannot be sealed again, and nothing can be signed with it: %s", e.getMessage());
            return Optional.empty();
        }
    }

    private static Sealed sealed(Row row) {
        return new Sealed(
                row.getString("encryption_key"), row.getBuffer("sealed").getBytes());
    }
}
