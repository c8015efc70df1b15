package io.ordertrail.refill.storage;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds refills for operators. */
public final class RefillQueries {

    private static final String COLUMNS = """
            select r.*, o.source, o.reference, o.panel_order_id, o.service_name, o.link
            from refill r join watched_order o on o.order_id = r.order_id
            """;

    private static final String LIST = COLUMNS + """
            where r.id > $1 and (cast($2 as text) is null or r.panel = $2)
                and (cast($3 as text) is null or r.state = $3)
                and (not $4 or r.operator_notified) and (not $5 or r.ended_at is null)
                and (cast($6 as bigint) is null or r.order_id = $6)
            order by r.id limit $7
            """;

    private static final String ONE = COLUMNS + "where r.id = $1";

    private final Pool pool;

    /** Queries that database. */
    public RefillQueries(Pool pool) {
        this.pool = pool;
    }

    /**
     * A filter.
     *
     * @param after the id of the last one of the page before; 0 for the first page
     * @param needsOperator only those that an operator was asked to look at
     * @param open only those that are not over
     */
    public record Filter(
            long after,
            @Nullable String panel,
            @Nullable String state,
            boolean needsOperator,
            boolean open,
            @Nullable Long order,
            int limit) {}

    /**
     * A refill with its evidence.
     *
     * @param fence what a decision about it names: it changes with every request and every decision
     * @param settledAt from when on nothing of the last request can arrive at the panel: look there after that
     */
    public record View(
            long id,
            long order,
            String source,
            String reference,
            String panel,
            @Nullable String panelOrder,
            @Nullable String service,
            @Nullable String link,
            String state,
            String evidence,
            boolean needsOperator,
            @Nullable String note,
            @Nullable String panelRefill,
            @Nullable String ticket,
            int attempts,
            int rejections,
            Instant droppedAt,
            @Nullable Instant requestedAt,
            @Nullable Instant settledAt,
            Instant nextAt,
            @Nullable Instant endedAt,
            long fence) {}

    /** Returns the refills that match, in the order of their ids. */
    public Uni<List<View>> list(Filter filter) {
        Tuple parameters = Tuple.tuple()
                .addLong(filter.after())
                .addString(filter.panel())
                .addString(filter.state())
                .addBoolean(filter.needsOperator())
                .addBoolean(filter.open())
                .addValue(filter.order())
                .addInteger(filter.limit());
        return pool.preparedQuery(LIST).execute(parameters).map(rows -> {
            List<View> views = new ArrayList<>();
            rows.forEach(row -> views.add(view(row)));
            return List.copyOf(views);
        });
    }

    /** Returns that refill, or empty. */
    public Uni<Optional<View>> find(long id) {
        return pool.preparedQuery(ONE)
                .execute(Tuple.of(id))
                .map(rows -> rows.iterator().hasNext()
                        ? Optional.of(view(rows.iterator().next()))
                        : Optional.empty());
    }

    private static View view(Row row) {
        return new View(
                row.getLong("id"),
                row.getLong("order_id"),
                row.getString("source"),
                row.getString("reference"),
                row.getString("panel"),
                row.getString("panel_order_id"),
                row.getString("service_name"),
                row.getString("link"),
                row.getString("state"),
                row.getString("evidence"),
                row.getBoolean("operator_notified"),
                row.getString("note"),
                row.getString("panel_refill_id"),
                row.getString("ticket_id"),
                row.getInteger("attempts"),
                row.getInteger("rejections"),
                row.getOffsetDateTime("opened_at").toInstant(),
                RefillSqlArrays.time(row, "requested_at"),
                RefillSqlArrays.time(row, "settled_at"),
                row.getOffsetDateTime("due_at").toInstant(),
                RefillSqlArrays.time(row, "ended_at"),
                row.getLong("fence"));
    }
}
