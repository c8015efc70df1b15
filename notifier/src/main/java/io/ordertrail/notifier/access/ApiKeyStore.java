package io.ordertrail.notifier.access;

import io.ordertrail.domain.ShopId;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The keys in the database, by their hashes. */
@ApplicationScoped
class ApiKeyStore {

    private final Pool pool;

    ApiKeyStore(Pool pool) {
        this.pool = pool;
    }

    /** The key of that hash, unless revoked. Looking up a hash tells nothing about other keys by its time. */
    Uni<Optional<ApiKey>> find(byte[] hash) {
        return pool.preparedQuery("""
                        select id, shop, description, created_at, revoked_at from api_key
                         where hash = $1 and revoked_at is null""")
                .execute(Tuple.of(Buffer.buffer(hash)))
                .map(rows -> rows.iterator().hasNext()
                        ? Optional.of(key(rows.iterator().next()))
                        : Optional.empty());
    }

    Uni<Void> insert(ApiKey key, byte[] hash) {
        return pool.preparedQuery("""
                        insert into api_key (id, hash, shop, description, created_at)
                        values ($1, $2, $3, $4, $5)""")
                .execute(Tuple.of(
                        key.id(), Buffer.buffer(hash), text(key.shop()), key.description(), utc(key.createdAt())))
                .replaceWithVoid();
    }

    /** At most so many keys after that one, the oldest first. */
    Uni<List<ApiKey>> list(String after, int limit) {
        return pool.preparedQuery("""
                        select id, shop, description, created_at, revoked_at from api_key
                         where id > $1 order by id limit $2""").execute(Tuple.of(after, limit)).map(rows -> {
            List<ApiKey> keys = new ArrayList<>();
            rows.forEach(row -> keys.add(key(row)));
            return keys;
        });
    }

    /** Whether there is such a key; it is revoked then. */
    Uni<Boolean> revoke(String id, Instant now) {
        return pool.preparedQuery("update api_key set revoked_at = coalesce(revoked_at, $2) where id = $1")
                .execute(Tuple.of(id, utc(now)))
                .map(result -> result.rowCount() > 0);
    }

    private static ApiKey key(Row row) {
        String shop = row.getString("shop");
        OffsetDateTime revoked = row.getOffsetDateTime("revoked_at");
        return new ApiKey(
                row.getString("id"),
                shop == null ? null : new ShopId(shop),
                row.getString("description"),
                row.getOffsetDateTime("created_at").toInstant(),
                revoked == null ? null : revoked.toInstant());
    }

    private static @Nullable String text(@Nullable ShopId shop) {
        return shop == null ? null : shop.value();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
