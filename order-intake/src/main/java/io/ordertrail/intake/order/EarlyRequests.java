package io.ordertrail.intake.order;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.Reference;
import io.ordertrail.domain.ShopId;
import io.ordertrail.kit.deadletter.ReceivedRecord;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * Keeps cancel and refill requests that came before their order, since {@code orders.requests} gives no order between
 * partitions. Whoever stores the order takes them in the same transaction.
 */
@Singleton
public class EarlyRequests {

    /**
     * Storing orders holds this lock shared, keeping a request holds it alone. So a request is either kept before the order's
     * transaction looks for it, or finds the order. There are 64 locks, by shop: a batch of orders of many shops takes
     * few of them, in ascending order, and a shop that floods us with unknown references holds up few others.
     */
    static final String LOCK_SHARED = """
            select pg_advisory_xact_lock_shared(hashtext('ordertrail.early'), l.lock)
              from (select distinct hashtext(s.source) & 63 as lock from unnest($1::text[]) as s(source) order by 1) l
            """;

    private static final String LOCK = "select pg_advisory_xact_lock(hashtext('ordertrail.early'), hashtext($1) & 63)";

    private static final String FIND_ORDER = "select id from orders where source = $1 and reference = $2";

    private static final String KEEP = """
            insert into early_request (source, reference, kind, topic, record_partition, record_offset, record_key, headers,
                                       value, received_at, kept_until)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            on conflict do nothing
            """;

    private static final String TAKE = """
            delete from early_request e
             using orders o
             where o.id = any($1::bigint[]) and e.source = o.source and e.reference = o.reference and e.kept_until > $2
            returning o.id, e.kind
            """;

    /** Requests whose order was stored by a replica that does not look for them, as during an upgrade. */
    private static final String FIND_OVERTAKEN = """
            select e.source, e.reference, e.kind, o.id
              from early_request e
              join orders o on o.source = e.source and o.reference = e.reference
             where e.kept_until > $1
             limit 100
            """;

    /** The claim ends by itself, so that a replica that dies loses no record. */
    private static final String CLAIM_EXPIRED = """
            with expired as (
                select source, reference, kind from early_request
                 where kept_until <= $1 and (expiry_claimed_until is null or expiry_claimed_until < $1)
                 order by kept_until limit 100
                   for no key update skip locked
            )
            update early_request e set expiry_claimed_until = $2
              from expired x
             where e.source = x.source and e.reference = x.reference and e.kind = x.kind
            returning e.*
            """;

    private static final String DELETE = "delete from early_request where source = $1 and reference = $2 and kind = $3";

    private final Pool pool;
    private final InstantSource clock;
    private final ObjectMapper json = new ObjectMapper();

    EarlyRequests(Pool pool, InstantSource clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /** What was asked for. */
    public enum Kind {
        /** {@code order.cancel}. */
        CANCEL,
        /** {@code order.refill}. */
        REFILL
    }

    /** The identity of a kept request: at most one of each kind is kept for an order. */
    public record Key(ShopId source, Reference reference, Kind kind) {}

    /** A request whose order is there. */
    public record Overtaken(Key key, OrderId order) {}

    /** A request whose order did not come in time. */
    public record Expired(Key key, ReceivedRecord record) {}

    /**
     * Keeps the request, unless its order is there by now.
     *
     * @return the order's id, or empty if the request is kept
     */
    public Uni<Optional<OrderId>> keepUnlessStored(Key key, ReceivedRecord record, Duration keepFor) {
        return pool.withTransaction(tx -> tx.preparedQuery(LOCK)
                .execute(Tuple.of(key.source().value()))
                .chain(() -> tx.preparedQuery(FIND_ORDER)
                        .execute(Tuple.of(key.source().value(), key.reference().value())))
                .map(EarlyRequests::orderId)
                .call(order -> order.isPresent() ? Uni.createFrom().voidItem() : keep(tx, key, record, keepFor)));
    }

    private Uni<Void> keep(SqlConnection tx, Key key, ReceivedRecord record, Duration keepFor) {
        Instant now = clock.instant();
        Tuple values = Tuple.tuple()
                .addString(key.source().value())
                .addString(key.reference().value())
                .addString(key.kind().name())
                .addString(record.topic())
                .addInteger(record.partition())
                .addLong(record.offset())
                .addValue(
                        record.key() == null ? null : Buffer.buffer(record.key().getBytes(UTF_8)))
                .addString(write(record.headers()))
                .addValue(record.value() == null ? null : Buffer.buffer(record.value()))
                .addOffsetDateTime(OrderRowMapper.at(now))
                .addOffsetDateTime(OrderRowMapper.at(now.plus(keepFor)));
        return tx.preparedQuery(KEEP).execute(values).replaceWithVoid();
    }

    private static Optional<OrderId> orderId(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new OrderId(row.getLong("id")))
                .findFirst();
    }

    /** Takes what is kept for these orders; it is gone when the transaction commits. */
    Uni<Map<Kind, Set<OrderId>>> take(SqlConnection tx, List<OrderId> orders) {
        return tx.preparedQuery(TAKE)
                .execute(Tuple.tuple()
                        .addArrayOfLong(orders.stream().map(OrderId::value).toArray(Long[]::new))
                        .addOffsetDateTime(OrderRowMapper.at(clock.instant())))
                .map(rows -> {
                    Map<Kind, Set<OrderId>> taken = new EnumMap<>(Kind.class);
                    rows.forEach(row -> taken.computeIfAbsent(Kind.valueOf(row.getString("kind")), _ -> new HashSet<>())
                            .add(new OrderId(row.getLong("id"))));
                    return taken;
                });
    }

    /** Returns kept requests whose order is there. */
    public Uni<List<Overtaken>> overtaken() {
        return pool.preparedQuery(FIND_OVERTAKEN)
                .execute(Tuple.of(OrderRowMapper.at(clock.instant())))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Overtaken(key(row), new OrderId(row.getLong("id"))))
                        .toList());
    }

    /** Claims requests whose order did not come in time, for the caller to publish and {@link #delete}. */
    public Uni<List<Expired>> claimExpired(Duration claim) {
        Instant now = clock.instant();
        return pool.preparedQuery(CLAIM_EXPIRED)
                .execute(Tuple.of(OrderRowMapper.at(now), OrderRowMapper.at(now.plus(claim))))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Expired(key(row), record(row)))
                        .toList());
    }

    /** Deletes a kept request. */
    public Uni<Void> delete(Key key) {
        return pool.preparedQuery(DELETE)
                .execute(Tuple.of(
                        key.source().value(),
                        key.reference().value(),
                        key.kind().name()))
                .replaceWithVoid();
    }

    private static Key key(Row row) {
        return new Key(
                new ShopId(row.getString("source")),
                new Reference(row.getString("reference")),
                Kind.valueOf(row.getString("kind")));
    }

    private ReceivedRecord record(Row row) {
        var key = row.getBuffer("record_key");
        var value = row.getBuffer("value");
        return new ReceivedRecord(
                row.getString("topic"),
                row.getInteger("record_partition"),
                row.getLong("record_offset"),
                key == null ? null : new String(key.getBytes(), UTF_8),
                read(row.getString("headers")),
                value == null ? null : value.getBytes());
    }

    private String write(Map<String, String> headers) {
        try {
            return json.writeValueAsString(headers);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> read(String headers) {
        try {
            return json.readValue(headers, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("the headers of an early request cannot be read", e);
        }
    }
}
