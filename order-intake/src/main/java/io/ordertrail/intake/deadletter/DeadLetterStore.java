package io.ordertrail.intake.deadletter;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ordertrail.events.DeadLetterHeaders;
import io.ordertrail.events.OperationsEvent.DeadLetterKept;
import io.ordertrail.intake.catalogue.OperationsEvents;
import io.ordertrail.kit.deadletter.ReceivedRecord;
import io.ordertrail.kit.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Keeps dead letters of all services, and what was decided about each. */
@Singleton
class DeadLetterStore {

    private static final String KEEP = """
            insert into dead_letter (origin, consumer, topic, key, headers, value, reason, kept_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            on conflict (origin) do nothing
            returning id
            """;

    private static final String PAGE = """
            select * from dead_letter where id > $1 and ($2 or decision is null) order by id limit $3
            """;

    private static final String DECIDE = """
            update dead_letter set decision = $2, decided_by = $3, decided_at = $4
             where id = $1 and decision is null
            """;

    private final Pool pool;
    private final Outbox outbox;
    private final OperationsEvents operations;
    private final InstantSource clock;
    private final ObjectMapper json = new ObjectMapper();

    DeadLetterStore(Pool pool, Outbox outbox, OperationsEvents operations, InstantSource clock) {
        this.pool = pool;
        this.outbox = outbox;
        this.operations = operations;
        this.clock = clock;
    }

    /**
     * A dead letter as an operator sees it.
     *
     * @param value as text; what is no UTF-8 has replacement characters
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DeadLetter(
            long id,
            String consumer,
            String topic,
            @Nullable String key,
            Map<String, String> headers,
            @Nullable String value,
            String reason,
            Instant keptAt,
            @Nullable String decision,
            @Nullable String decidedBy) {}

    /** Keeps it once, and notifies operators. */
    Uni<Void> keep(ReceivedRecord record) {
        String reason = record.headers().getOrDefault(DeadLetterHeaders.REASON, "No reason was given.");
        String topic = record.headers().getOrDefault(DeadLetterHeaders.TOPIC, record.topic());
        String consumer = record.topic().substring(record.topic().indexOf('.') + 1);
        Instant now = clock.instant();
        Tuple values = Tuple.tuple()
                .addString("%s-%d@%d".formatted(record.topic(), record.partition(), record.offset()))
                .addString(consumer)
                .addString(topic)
                .addString(record.key())
                .addString(write(own(record.headers())))
                .addValue(record.value() == null ? null : Buffer.buffer(record.value()))
                .addString(reason.replace("\u0000", ""))
                .addOffsetDateTime(now.atOffset(ZoneOffset.UTC));
        return outbox.transaction(tx -> tx.preparedQuery(KEEP)
                .execute(values)
                .chain(rows -> rows.size() == 0
                        ? Uni.createFrom().voidItem()
                        : operations.publish(
                                tx,
                                List.of(new DeadLetterKept(
                                        rows.iterator().next().getLong(0), topic, consumer, record.key(), reason, now)),
                                topic)));
    }

    /** Without what was put on it when it died. */
    private static Map<String, String> own(Map<String, String> headers) {
        Map<String, String> own = new LinkedHashMap<>(headers);
        own.keySet().removeIf(name -> name.startsWith("dead-letter-"));
        return own;
    }

    Uni<List<DeadLetter>> page(long after, boolean decidedToo, int limit) {
        return pool.preparedQuery(PAGE)
                .execute(Tuple.of(after, decidedToo, limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(this::letter)
                        .toList());
    }

    Uni<Optional<DeadLetter>> find(long id) {
        return pool.preparedQuery("select * from dead_letter where id = $1")
                .execute(Tuple.of(id))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(letter(rows.iterator().next())));
    }

    /** The value as it came. */
    Uni<byte @Nullable []> value(long id) {
        return pool.preparedQuery("select value from dead_letter where id = $1")
                .execute(Tuple.of(id))
                .map(rows -> {
                    var value = rows.iterator().next().getBuffer(0);
                    return value == null ? null : value.getBytes();
                });
    }

    /** Whether it was open until now. */
    Uni<Boolean> decide(long id, String decision, String by) {
        return pool.preparedQuery(DECIDE)
                .execute(Tuple.of(id, decision, by, clock.instant().atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.rowCount() > 0);
    }

    private DeadLetter letter(Row row) {
        var value = row.getBuffer("value");
        return new DeadLetter(
                row.getLong("id"),
                row.getString("consumer"),
                row.getString("topic"),
                row.getString("key"),
                read(row.getString("headers")),
                value == null ? null : new String(value.getBytes(), StandardCharsets.UTF_8),
                row.getString("reason"),
                row.getOffsetDateTime("kept_at").toInstant(),
                row.getString("decision"),
                row.getString("decided_by"));
    }

    private String write(Map<String, String> headers) {
        try {
            return json.writeValueAsString(headers).replace("\\u0000", "");
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> read(String headers) {
        try {
            return json.readValue(headers, new TypeReference<Map<String, String>>() {});
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
