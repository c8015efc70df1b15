package io.ordertrail.kit.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ordertrail.events.CloudEvent;
import io.ordertrail.events.EventCodec;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** The table and its SQL. */
final class OutboxTable {

    /** Sorted by position, for the ids are given in that order. */
    static final String APPEND = """
            insert into outbox (topic, key, event_id, headers, value)
            select $1, key, event_id, headers, value
            from unnest(cast($2 as text[]), cast($3 as text[]), cast($4 as text[]), cast($5 as text[]))
                with ordinality as event (key, event_id, headers, value, position)
            order by position
            """;

    /**
     * One publisher at a time in this database, until the end of the transaction. A statement of its own: the one that
     * reads must have a snapshot from after the lock, or it sees rows that the publisher before has deleted.
     */
    private static final String LOCK = "select pg_try_advisory_xact_lock(hashtext('ordertrail.outbox')) as locked";

    private static final String READ = """
            select id, topic, key, headers, value,
                (extract(epoch from clock_timestamp() - created_at) * 1000000)::bigint as age_micros
            from outbox order by id limit $1
            """;

    private static final String DELETE = "delete from outbox where id = any($1)";

    private static final String PARK = """
            with refused as (
                delete from outbox where id = any($1) returning *
            )
            insert into outbox_parked (id, topic, key, event_id, headers, value, created_at, reason)
            select id, topic, key, event_id, headers, value, created_at, reason
            from refused join unnest(cast($1 as bigint[]), cast($2 as text[])) as why (refused_id, reason)
                on id = refused_id
            """;

    /** The count ends at 100,000, so that it stays cheap when it is largest. */
    private static final String BACKLOG = """
            select (select count(*) from (select 1 from outbox limit 100000) as waiting) as pending,
                (select count(*) from (select 1 from outbox_parked limit 100000) as aside) as parked,
                coalesce((select (extract(epoch from clock_timestamp() - created_at) * 1000000)::bigint
                    from outbox order by id limit 1), 0) as age_micros
            """;

    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

    private final EventCodec codec = new EventCodec();
    private final ObjectMapper json = JsonMapper.builder().build();

    Uni<Void> append(SqlClient transaction, String topic, List<? extends CloudEvent<?>> events) {
        Columns columns = columns(events);
        Tuple row = Tuple.tuple()
                .addString(topic)
                .addArrayOfString(columns.keys())
                .addArrayOfString(columns.eventIds())
                .addArrayOfString(columns.headers())
                .addArrayOfString(columns.values());
        return transaction.preparedQuery(APPEND).execute(row).replaceWithVoid();
    }

    Uni<Boolean> lock(SqlClient transaction) {
        return transaction
                .preparedQuery(LOCK)
                .execute()
                .map(rows -> rows.iterator().next().getBoolean("locked"));
    }

    Uni<List<OutboxRow>> read(SqlClient transaction, int limit) {
        return transaction
                .preparedQuery(READ)
                .execute(Tuple.of(limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(this::row)
                        .toList());
    }

    Uni<Void> delete(SqlClient transaction, List<Long> ids) {
        return ids.isEmpty()
                ? Uni.createFrom().voidItem()
                : transaction
                        .preparedQuery(DELETE)
                        .execute(Tuple.tuple().addArrayOfLong(ids.toArray(Long[]::new)))
                        .replaceWithVoid();
    }

    Uni<Void> park(SqlClient transaction, Map<Long, String> reasons) {
        return reasons.isEmpty()
                ? Uni.createFrom().voidItem()
                : transaction
                        .preparedQuery(PARK)
                        .execute(Tuple.tuple()
                                .addArrayOfLong(reasons.keySet().toArray(Long[]::new))
                                .addArrayOfString(reasons.values().toArray(String[]::new)))
                        .replaceWithVoid();
    }

    Uni<Backlog> backlog(SqlClient client) {
        return client.preparedQuery(BACKLOG).execute().map(rows -> {
            Row row = rows.iterator().next();
            return new Backlog(row.getLong("pending"), row.getLong("parked"), micros(row.getLong("age_micros")));
        });
    }

    /** The events as arrays, one a column. */
    Columns columns(List<? extends CloudEvent<?>> events) {
        List<? extends CloudEvent<?>> traced =
                events.stream().map(TraceContext::fillIn).toList();
        return new Columns(
                traced.stream().map(CloudEvent::subject).toArray(String[]::new),
                traced.stream().map(CloudEvent::id).toArray(String[]::new),
                traced.stream().map(codec::headers).map(this::write).toArray(String[]::new),
                traced.stream()
                        .map(event -> new String(codec.data(event.data()), StandardCharsets.UTF_8))
                        .toArray(String[]::new));
    }

    private OutboxRow row(Row row) {
        return new OutboxRow(
                row.getLong("id"),
                row.getString("topic"),
                row.getString("key"),
                read(row.getString("headers")),
                row.getString("value"),
                micros(row.getLong("age_micros")));
    }

    private String write(Map<String, String> headers) {
        try {
            return json.writeValueAsString(headers);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("cannot write the headers", e);
        }
    }

    private Map<String, String> read(String headers) {
        try {
            return json.readValue(headers, HEADERS);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("the outbox has headers that are no JSON object", e);
        }
    }

    private static Duration micros(long micros) {
        return Duration.ofNanos(micros * 1000);
    }

    /** What is inserted; keys may be null. */
    @SuppressWarnings("ArrayRecordComponent") // on its way into a statement, compared by nobody
    record Columns(String[] keys, String[] eventIds, String[] headers, String[] values) {}

    /** What waits. */
    record Backlog(long pending, long parked, Duration age) {}
}
