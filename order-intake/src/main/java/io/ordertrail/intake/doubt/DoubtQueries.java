package io.ordertrail.intake.doubt;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ordertrail.intake.doubt.DoubtDecisions.Decision;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Doubts as an operator sees them. */
@Singleton
class DoubtQueries {

    private static final String SELECT = """
            select d.*, o.source, o.reference, o.link, o.service, o.panel_order_id,
                   array(select l.panel_order_id || ', heard ' || to_char(l.heard_at at time zone 'UTC',
                                'YYYY-MM-DD"T"HH24:MI:SS"Z"') || ': ' || l.note
                           from late_answer l where l.order_id = d.order_id order by l.id) as late_answers
              from doubt d
              join orders o on o.id = d.order_id
            """;

    private final Pool pool;

    DoubtQueries(Pool pool) {
        this.pool = pool;
    }

    /**
     * A doubt with its evidence.
     *
     * @param evidence what came back of the request
     * @param searched the ids that were searched last
     * @param candidates ids at the panel that may be this order
     * @param lateAnswers ids that the panel gave the order when its submission had been given up and it went another way:
     *     compare them at the panel, it may be bought twice
     * @param explanation why nothing is decided yet, or what was
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DoubtView(
            long order,
            String source,
            String reference,
            String panel,
            String service,
            @Nullable String link,
            Instant requestedAt,
            Instant settledAt,
            String evidence,
            boolean needsPerson,
            @Nullable String explanation,
            @Nullable String searched,
            List<String> candidates,
            List<String> lateAnswers,
            @Nullable String panelOrderId,
            @Nullable String decision,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt) {

        /** Whether this is what was decided: then a repeat changes nothing. */
        boolean isSame(Decision other) {
            boolean sameId =
                    other.panelOrderId() == null || other.panelOrderId().value().equals(panelOrderId);
            return other.name().equals(decision) && sameId;
        }
    }

    Uni<List<DoubtView>> page(boolean person, long after, int limit) {
        return pool.preparedQuery(SELECT
                        + " where d.decision is null and (not $1 or d.needs_person) and d.order_id > $2"
                        + " order by d.order_id limit $3")
                .execute(Tuple.of(person, after, limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(DoubtQueries::view)
                        .toList());
    }

    Uni<Optional<DoubtView>> find(long id) {
        return pool.preparedQuery(SELECT + " where d.order_id = $1")
                .execute(Tuple.of(id))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(view(rows.iterator().next())));
    }

    private static DoubtView view(Row row) {
        return new DoubtView(
                row.getLong("order_id"),
                row.getString("source"),
                row.getString("reference"),
                row.getString("panel"),
                row.getString("service"),
                row.getString("link"),
                row.getOffsetDateTime("requested_at").toInstant(),
                row.getOffsetDateTime("settled_at").toInstant(),
                row.getString("evidence"),
                row.getBoolean("needs_person"),
                row.getString("explanation"),
                row.getString("searched"),
                List.of(row.getArrayOfStrings("candidates")),
                List.of(row.getArrayOfStrings("late_answers")),
                row.getString("panel_order_id"),
                row.getString("decision"),
                row.getString("decided_by"),
                instant(row.getOffsetDateTime("decided_at")));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
