package io.ordertrail.intake.lateanswer;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ordertrail.intake.order.OrderRowMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Finds late answers and settles them. */
@Singleton
class LateAnswers {

    private static final String SELECT = """
            select l.id, l.order_id, o.source, o.reference, o.panel, o.state, l.panel_order_id, o.panel_order_id as current,
                   l.received_at, l.note, l.settled_at, l.settled_by
              from late_answer l
              join orders o on o.id = l.order_id
            """;

    private static final String SETTLE =
            "update late_answer set settled_at = $2, settled_by = $3 where id = $1 and settled_at is null";

    private final Pool pool;
    private final InstantSource clock;

    LateAnswers(Pool pool, InstantSource clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /**
     * A late answer as operators see it.
     *
     * @param latePanelOrderId the id that the answer gave the order
     * @param panelOrderId the id that the order has now, if it has one
     * @param note the order's state and id when the answer came
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LateAnswer(
            long id,
            long order,
            String source,
            String reference,
            String panel,
            String state,
            String latePanelOrderId,
            @Nullable String panelOrderId,
            Instant receivedAt,
            String note,
            @Nullable Instant settledAt,
            @Nullable String settledBy) {}

    /** Returns a page above an id, oldest first. */
    Uni<List<LateAnswer>> page(long after, boolean settledToo, int limit) {
        String open = settledToo ? "" : " and l.settled_at is null";
        return pool.preparedQuery(SELECT + " where l.id > $1" + open + " order by l.id limit $2")
                .execute(Tuple.of(after, limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(LateAnswers::view)
                        .toList());
    }

    /** Returns one, or empty. */
    Uni<Optional<LateAnswer>> find(long id) {
        return pool.preparedQuery(SELECT + " where l.id = $1")
                .execute(Tuple.of(id))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(LateAnswers::view)
                        .findFirst());
    }

    /** Notes who settled it. What is settled stays as it is. */
    Uni<Void> settle(long id, String by) {
        return pool.preparedQuery(SETTLE)
                .execute(Tuple.of(id, clock.instant().atOffset(ZoneOffset.UTC), by))
                .replaceWithVoid();
    }

    private static LateAnswer view(Row row) {
        return new LateAnswer(
                row.getLong("id"),
                row.getLong("order_id"),
                row.getString("source"),
                row.getString("reference"),
                row.getString("panel"),
                row.getString("state"),
                row.getString("panel_order_id"),
                row.getString("current"),
                row.getOffsetDateTime("received_at").toInstant(),
                row.getString("note"),
                OrderRowMapper.instant(row, "settled_at"),
                row.getString("settled_by"));
    }
}
