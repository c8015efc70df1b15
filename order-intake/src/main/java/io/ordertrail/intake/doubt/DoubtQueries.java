package io.ordertrail.intake.doubt;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.PanelName;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.intake.doubt.DoubtDecisions.Decision;
import io.ordertrail.intake.order.OrderRowMapper;
import io.ordertrail.panel.StatusKind;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Doubts as an operator sees them. */
@Singleton
class DoubtQueries {

    private static final String SELECT = """
            select d.*, o.source, o.reference, o.link, o.service, o.request, o.rate, o.currency,
                   array(select l.panel_order_id || ', received ' || to_char(l.received_at at time zone 'UTC',
                                'YYYY-MM-DD"T"HH24:MI:SS"Z"') || ': ' || l.note
                           from late_answer l where l.order_id = d.order_id order by l.id) as late_answers
              from doubt d
              join orders o on o.id = d.order_id
            """;

    /** A child of one of our orders, or an id that came too late, belongs to another order as well. */
    private static final String OWNER = """
            select id from (
                select o.id, 1 as place from orders o
                 where o.panel = $1 and o.panel_order_kind = $2 and o.panel_order_id = $3
                union all
                select c.parent, 2 from child_order c
                 where c.panel = $1 and c.panel_order_id = $3 and $2 = 'NORMAL'
                union all
                select l.order_id, 3 from late_answer l join orders o on o.id = l.order_id
                 where o.panel = $1 and l.panel_order_kind = $2 and l.panel_order_id = $3) owner
             where id <> $4 or place = 2
             order by place limit 1
            """;

    private final Pool pool;
    private final ExpectedCharges charges;

    DoubtQueries(Pool pool, ExpectedCharges charges) {
        this.pool = pool;
        this.charges = charges;
    }

    /**
     * A doubt with its evidence.
     *
     * @param submission which submission of the order it is about; a decision must name it
     * @param etag the value of {@code If-Match} for a decision
     * @param evidence what came back of the request
     * @param quantity the quantity in all
     * @param expectedCharge the charge by the catalogue
     * @param searched the ids that the order can have
     * @param candidates ids at the panel that may be this order
     * @param lateAnswers ids that the panel gave the order when its submission had been given up and it went another way:
     *     compare them at the panel, it may be bought twice
     * @param panelOrderId the id that the decision gave the order
     * @param explanation why nothing is decided yet, or why it was decided so
     * @param earlier the doubts about earlier submissions of the order, the latest first; absent in a list
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DoubtView(
            long order,
            long submission,
            String etag,
            String source,
            String reference,
            String panel,
            String service,
            @Nullable String link,
            @Nullable Long quantity,
            @Nullable BigDecimal expectedCharge,
            Instant requestedAt,
            Instant settledAt,
            String evidence,
            boolean needsOperator,
            @Nullable String explanation,
            @Nullable String searched,
            List<String> candidates,
            List<String> lateAnswers,
            @Nullable String panelOrderId,
            @Nullable String decision,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt,
            @Nullable List<DoubtView> earlier) {

        /** Whether this is what was decided: then a repeat changes nothing. */
        boolean isSame(Decision other) {
            return other.name().equals(decision)
                    && (other.panelOrderId() == null || other.panelOrderId().equals(panelOrderId));
        }

        DoubtView withEarlier(List<DoubtView> doubts) {
            return new DoubtView(
                    order,
                    submission,
                    etag,
                    source,
                    reference,
                    panel,
                    service,
                    link,
                    quantity,
                    expectedCharge,
                    requestedAt,
                    settledAt,
                    evidence,
                    needsOperator,
                    explanation,
                    searched,
                    candidates,
                    lateAnswers,
                    panelOrderId,
                    decision,
                    decidedBy,
                    decidedAt,
                    doubts);
        }
    }

    /**
     * What an id is compared with before it is attached.
     *
     * @param kind the id space of the order, or empty where it is not known
     */
    record Expectation(PanelName panel, Optional<StatusKind> kind, ExpectedCharges.Expected expected) {}

    /** A page of the open doubts, by order. */
    Uni<List<DoubtView>> page(boolean needsOperator, long after, int limit) {
        return pool.preparedQuery(SELECT
                        + " where d.decision is null and (not $1 or d.needs_operator) and d.order_id > $2"
                        + " order by d.order_id, d.fence limit $3")
                .execute(Tuple.of(needsOperator, after, limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(this::view)
                        .toList());
    }

    /** The doubt about the latest submission that was in doubt, with the earlier ones. */
    Uni<Optional<DoubtView>> find(OrderId id) {
        return pool.preparedQuery(SELECT + " where d.order_id = $1 order by d.fence desc")
                .execute(Tuple.of(id.value()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(this::view)
                        .toList())
                .map(doubts -> doubts.stream()
                        .findFirst()
                        .map(latest -> latest.withEarlier(doubts.subList(1, doubts.size()))));
    }

    /** The doubt about that submission of the order. */
    Uni<Optional<DoubtView>> find(OrderId id, long submission) {
        return pool.preparedQuery(SELECT + " where d.order_id = $1 and d.fence = $2")
                .execute(Tuple.of(id.value(), submission))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(this::view)
                        .findFirst());
    }

    /** The doubt that was decided under that Idempotency-Key. */
    Uni<Optional<DoubtView>> decidedUnder(String key) {
        return pool.preparedQuery(SELECT + " where d.decision_key = $1")
                .execute(Tuple.of(key))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(this::view)
                        .findFirst());
    }

    /** What an id for the order in doubt is compared with. */
    Uni<Expectation> expectation(OrderId id, long submission) {
        return pool.preparedQuery("""
                        select d.panel, d.kind, o.request, o.rate, o.currency from doubt d join orders o on o.id = d.order_id
                         where d.order_id = $1 and d.fence = $2
                        """)
                .execute(Tuple.of(id.value(), submission))
                .map(rows -> rows.iterator().next())
                .map(row -> new Expectation(
                        new PanelName(row.getString("panel")),
                        Optional.ofNullable(row.getString("kind")).map(StatusKind::valueOf),
                        charges.of(row)));
    }

    /** The order of ours that has the id at the panel, or whose child it is, or that was answered it too late. */
    Uni<Optional<OrderId>> owner(PanelName panel, StatusKind kind, PanelOrderId panelOrderId, OrderId besides) {
        return pool.preparedQuery(OWNER)
                .execute(Tuple.of(panel.value(), kind.name(), panelOrderId.value(), besides.value()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new OrderId(row.getLong("id")))
                        .findFirst());
    }

    private DoubtView view(Row row) {
        ExpectedCharges.Expected expected = charges.of(row);
        long submission = row.getLong("fence");
        return new DoubtView(
                row.getLong("order_id"),
                submission,
                etag(submission),
                row.getString("source"),
                row.getString("reference"),
                row.getString("panel"),
                row.getString("service"),
                row.getString("link"),
                expected.quantity().isPresent() ? expected.quantity().getAsLong() : null,
                expected.charge().orElse(null),
                row.getOffsetDateTime("requested_at").toInstant(),
                row.getOffsetDateTime("settled_at").toInstant(),
                row.getString("evidence"),
                row.getBoolean("needs_operator"),
                row.getString("explanation"),
                row.getString("searched"),
                List.of(row.getArrayOfStrings("candidates")),
                List.of(row.getArrayOfStrings("late_answers")),
                row.getString("decided_id"),
                row.getString("decision"),
                row.getString("decided_by"),
                OrderRowMapper.instant(row, "decided_at"),
                null);
    }

    /** The entity tag of a doubt about that submission. */
    static String etag(long submission) {
        return "\"" + submission + "\"";
    }
}
