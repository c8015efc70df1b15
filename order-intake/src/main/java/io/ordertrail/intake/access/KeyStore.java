package io.ordertrail.intake.access;

import io.ordertrail.domain.ShopId;
import io.ordertrail.events.CloudEvent;
import io.ordertrail.events.KeyEvent;
import io.ordertrail.events.KeyEvent.KeyRole;
import io.ordertrail.events.Topics;
import io.ordertrail.kit.keys.ApiKey;
import io.ordertrail.kit.keys.ApiKeys;
import io.ordertrail.kit.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The keys in the database. Each change is published with it, in one transaction; the other services have it within a
 * second. order-intake itself looks here, so that a key works at once where it was made.
 */
@Singleton
class KeyStore implements ApiKeys {

    private static final String COLUMNS = """
        id, number, revision, hash, role, source, description, created_at, expires_at, revoked_at, replaced_by
        """;

    private static final String FIND = """
        select id, role, source from api_key
         where hash = $1 and revoked_at is null and (expires_at is null or expires_at > $2)
        """;

    private static final String INSERT = """
            insert into api_key (id, hash, role, source, description, created_at, expires_at)
            values ($1, $2, $3, $4, $5, $6, $7)
            returning
            """ + COLUMNS;

    private static final String LIST = "select " + COLUMNS + """
          from api_key
         where number > $1
           and ($2::text is null or source = $2)
           and ($3 or (revoked_at is null and (expires_at is null or expires_at > $4)))
         order by number limit $5
        """;

    /** The row lock keeps the records of one key in the order of its revisions. */
    private static final String LOCK = "select " + COLUMNS + " from api_key where id = $1 for update";

    private static final String REVOKE = """
            update api_key set revoked_at = $2, revision = revision + 1 where id = $1
            returning
            """ + COLUMNS;

    private static final String REPLACE = """
            update api_key set replaced_by = $2, expires_at = $3, revision = revision + 1 where id = $1
            returning
            """ + COLUMNS;

    /** Locked until what they are has been appended to the outbox, so that no revocation gets in between. */
    private static final String VALID = "select " + COLUMNS + """
          from api_key
         where revoked_at is null and (expires_at is null or expires_at > $1)
         order by number for share
        """;

    private final Pool pool;
    private final Outbox outbox;
    private final InstantSource clock;

    KeyStore(Pool pool, Outbox outbox, InstantSource clock) {
        this.pool = pool;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    public Uni<Optional<ApiKey>> find(String hash) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.tuple().addValue(bytes(hash)).addOffsetDateTime(utc(clock.instant())))
                .map(rows -> first(rows)
                        .map(row ->
                                new ApiKey(row.getString("id"), KeyRole.valueOf(row.getString("role")), shop(row))));
    }

    /** Stores and publishes a new key. */
    Uni<StoredKey> insert(NewKey key) {
        return outbox.transaction(transaction -> insert(transaction, key));
    }

    /** A key to be stored. */
    record NewKey(
            String id,
            String hash,
            KeyRole role,
            @Nullable ShopId shop,
            String description,
            Instant createdAt,
            @Nullable Instant expiresAt) {}

    private Uni<StoredKey> insert(SqlConnection transaction, NewKey key) {
        Tuple values = Tuple.tuple()
                .addString(key.id())
                .addValue(bytes(key.hash()))
                .addString(key.role().name())
                .addString(key.shop() == null ? null : key.shop().value())
                .addString(key.description())
                .addOffsetDateTime(utc(key.createdAt()))
                .addOffsetDateTime(utcOrNull(key.expiresAt()));
        return changed(transaction, INSERT, values);
    }

    /**
     * Returns keys in the order in which they were made.
     *
     * @param after the number that they follow
     * @param all the revoked and expired ones too
     */
    Uni<List<StoredKey>> list(long after, Optional<ShopId> shop, boolean all, int limit) {
        Tuple values = Tuple.tuple()
                .addLong(after)
                .addString(shop.map(ShopId::value).orElse(null))
                .addBoolean(all)
                .addOffsetDateTime(utc(clock.instant()))
                .addInteger(limit);
        return pool.preparedQuery(LIST).execute(values).map(KeyStore::keys);
    }

    /** Returns the key with that id. */
    Uni<Optional<StoredKey>> get(String id) {
        return pool.preparedQuery("select " + COLUMNS + " from api_key where id = $1")
                .execute(Tuple.of(id))
                .map(rows -> first(rows).map(KeyStore::key));
    }

    /** Revokes and publishes it. Returns the key as it is then, or empty if there is none. */
    Uni<Optional<StoredKey>> revoke(String id) {
        return outbox.transaction(transaction -> lock(transaction, id)
                .chain(found -> found.isEmpty() || found.get().revokedAt() != null
                        ? Uni.createFrom().item(found)
                        : changed(transaction, REVOKE, Tuple.of(id, utc(clock.instant())))
                                .map(Optional::of)));
    }

    /** What a rotation came to. */
    sealed interface Rotation {
        /** Another key is valid, and the old one until its time. */
        record Rotated(StoredKey made) implements Rotation {}

        /** The key is revoked, expired, or was rotated before. */
        record NotPossible(StoredKey key) implements Rotation {}

        /** There is no such key. */
        record Unknown() implements Rotation {}
    }

    /**
     * Stores another key of the same role and shop, and lets the old one expire; both are published.
     *
     * @param validUntil when the old key expires
     */
    Uni<Rotation> rotate(String id, String newId, String newHash, Instant validUntil) {
        Instant now = clock.instant();
        return outbox.transaction(transaction -> lock(transaction, id).chain(found -> {
            if (found.isEmpty()) {
                return Uni.createFrom().item(new Rotation.Unknown());
            }
            StoredKey old = found.get();
            if (!old.isValid(now) || old.replacedBy() != null) {
                return Uni.createFrom().item(new Rotation.NotPossible(old));
            }
            Instant end =
                    old.expiresAt() != null && old.expiresAt().isBefore(validUntil) ? old.expiresAt() : validUntil;
            NewKey next = new NewKey(newId, newHash, old.role(), old.shop(), old.description(), now, null);
            return insert(transaction, next)
                    .call(() -> changed(transaction, REPLACE, Tuple.of(id, newId, utc(end))))
                    .map(Rotation.Rotated::new);
        }));
    }

    /** Publishes every valid key again. Returns how many. */
    Uni<Integer> publishValid() {
        Instant now = clock.instant();
        return outbox.transaction(transaction -> transaction
                .preparedQuery(VALID)
                .execute(Tuple.of(utc(now)))
                .map(KeyStore::keys)
                .call(keys -> publish(transaction, keys, now))
                .map(List::size));
    }

    private Uni<StoredKey> changed(SqlConnection transaction, String statement, Tuple values) {
        return transaction
                .preparedQuery(statement)
                .execute(values)
                .map(rows -> key(rows.iterator().next()))
                .call(key -> publish(transaction, List.of(key), clock.instant()));
    }

    private Uni<Void> publish(SqlConnection transaction, List<StoredKey> keys, Instant now) {
        List<CloudEvent<KeyEvent>> events = keys.stream()
                .map(key -> new CloudEvent<>(
                        "%s/%s/%d".formatted(Topics.KEYS, key.id(), key.revision()),
                        "/ordertrail/order-intake",
                        key.id(),
                        now,
                        null,
                        key.event(now)))
                .toList();
        return outbox.append(transaction, events, Topics.KEYS);
    }

    private static Uni<Optional<StoredKey>> lock(SqlConnection transaction, String id) {
        return transaction
                .preparedQuery(LOCK)
                .execute(Tuple.of(id))
                .map(rows -> first(rows).map(KeyStore::key));
    }

    private static Optional<Row> first(RowSet<Row> rows) {
        return rows.size() == 0 ? Optional.empty() : Optional.of(rows.iterator().next());
    }

    private static List<StoredKey> keys(RowSet<Row> rows) {
        List<StoredKey> keys = new ArrayList<>();
        rows.forEach(row -> keys.add(key(row)));
        return keys;
    }

    private static StoredKey key(Row row) {
        return new StoredKey(
                row.getString("id"),
                row.getLong("number"),
                row.getLong("revision"),
                HexFormat.of().formatHex(row.getBuffer("hash").getBytes()),
                KeyRole.valueOf(row.getString("role")),
                shop(row),
                row.getString("description"),
                row.getOffsetDateTime("created_at").toInstant(),
                instant(row.getOffsetDateTime("expires_at")),
                instant(row.getOffsetDateTime("revoked_at")),
                row.getString("replaced_by"));
    }

    private static @Nullable ShopId shop(Row row) {
        String shop = row.getString("source");
        return shop == null ? null : new ShopId(shop);
    }

    private static Buffer bytes(String hash) {
        return Buffer.buffer(HexFormat.of().parseHex(hash));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable OffsetDateTime utcOrNull(@Nullable Instant instant) {
        return instant == null ? null : utc(instant);
    }
}
