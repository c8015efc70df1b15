package io.ordertrail.intake.doubt;

import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.PanelName;
import io.ordertrail.intake.IntakeConfig;
import io.ordertrail.intake.order.OrderRowMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What an investigation reads of the database. */
@Singleton
class DoubtRepository {

    /**
     * Bounds come from what is certain: an id that we knew before the request began is below a lost one, and an order that
     * we submitted after the doubt was settled is above it. The newest 500 hold the highest ids; clocks of replicas
     * that are apart are allowed for.
     */
    private static final String OPEN = """
            select d.order_id, d.fence, d.requested_at, d.settled_at, d.needs_person, d.searches, d.looked_at,
                   d.balance_before,
                   d.balance_before_at, o.request,
                   (select max(f.panel_order_id::numeric) from (
                       select panel_order_id from orders
                        where panel = d.panel and state = 'ACCEPTED'
                          and accepted_at < d.requested_at - make_interval(secs => $2)
                        order by accepted_at desc limit 500) f
                     where f.panel_order_id ~ '^[0-9]{1,18}$') as floor,
                   c.id as ceiling, c.accepted_at as ceiling_accepted_at
              from doubt d
              join orders o on o.id = d.order_id
              left join lateral (
                   select n.panel_order_id::numeric as id, n.accepted_at from (
                       select panel_order_id, accepted_at, submitted_at from orders
                        where panel = d.panel and state = 'ACCEPTED' and accepted_at > d.settled_at
                        order by accepted_at limit 500) n
                    where n.panel_order_id ~ '^[0-9]{1,18}$' and n.submitted_at >= d.settled_at
                    order by 1 limit 1) c on true
             where d.panel = $1 and d.decision is null
             order by d.requested_at
            """;

    private static final String OURS = """
            select panel_order_id from orders where panel = $1 and panel_order_id = any($2::text[])
            """;

    /**
     * An order that was under way at one of the two readings may be in one balance and not in the other: then they say
     * nothing.
     */
    private static final String CHARGED_BETWEEN = """
            select count(*) filter (where state = 'SUBMITTING' or submitted_at <= $2 or accepted_at >= $3
                                          or submitted_at >= $3 or charge is null) as unclear,
                   coalesce(sum(charge), 0) as total
              from orders where panel = $1 and (state = 'SUBMITTING' or (state = 'ACCEPTED' and accepted_at > $2))
            """;

    private static final String UNDER_WAY =
            "select min(submitted_at) as since from orders where panel = $1 and state = 'SUBMITTING'";

    /** Two replicas that search at the same time have searched once: who writes second writes nothing. */
    private static final String REMEMBER = """
            update doubt set searches = searches + $3, searched = $4, candidates = $5, explanation = $6,
                             needs_person = $7, looked_at = $8
             where order_id = $1 and fence = $2 and decision is null and looked_at is not distinct from $9::timestamptz
            """;

    private final Pool pool;
    private final Duration skew;

    DoubtRepository(Pool pool, IntakeConfig config) {
        this.pool = pool;
        this.skew = config.doubt().clockSkew();
    }

    /** A doubt with what else a round needs of its row. */
    record DoubtRow(
            OpenDoubt doubt,
            long fence,
            boolean needsPerson,
            @Nullable Instant lookedAt,
            @Nullable Instant ceilingAcceptedAt,
            Optional<BigDecimal> balanceBefore,
            @Nullable Instant balanceBeforeAt) {}

    Uni<List<DoubtRow>> open(PanelName panel, ExpectedCharges charges) {
        double seconds = skew.toMillis() / 1000.0;
        return pool.preparedQuery(OPEN)
                .execute(Tuple.of(panel.value(), seconds))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row(row, charges))
                        .toList());
    }

    private static DoubtRow row(Row row, ExpectedCharges charges) {
        ExpectedCharges.Expected expected = charges.of(row.getString("request"));
        OpenDoubt doubt = new OpenDoubt(
                new OrderId(row.getLong("order_id")),
                row.getOffsetDateTime("requested_at").toInstant(),
                row.getOffsetDateTime("settled_at").toInstant(),
                number(row, "floor"),
                number(row, "ceiling"),
                expected.charge(),
                expected.quantity(),
                row.getInteger("searches"));
        return new DoubtRow(
                doubt,
                row.getLong("fence"),
                row.getBoolean("needs_person"),
                instant(row.getOffsetDateTime("looked_at")),
                instant(row.getOffsetDateTime("ceiling_accepted_at")),
                Optional.ofNullable(row.getBigDecimal("balance_before")),
                instant(row.getOffsetDateTime("balance_before_at")));
    }

    /** Which of these ids orders of ours have. */
    Uni<Set<String>> ours(PanelName panel, List<String> ids) {
        return pool.preparedQuery(OURS)
                .execute(Tuple.tuple().addString(panel.value()).addArrayOfString(ids.toArray(String[]::new)))
                .map(rows -> {
                    Set<String> ours = new HashSet<>();
                    rows.forEach(row -> ours.add(row.getString(0)));
                    return ours;
                });
    }

    /**
     * What our orders cost from one reading of the balance to the other.
     *
     * @return empty if an order was under way at one of them, or if it is not known what one of them cost
     */
    Uni<Optional<BigDecimal>> chargedBetween(PanelName panel, Instant first, Instant second) {
        return pool.preparedQuery(CHARGED_BETWEEN)
                .execute(Tuple.of(panel.value(), OrderRowMapper.at(first), OrderRowMapper.at(second)))
                .map(rows -> rows.iterator().next())
                .map(row -> row.getLong("unclear") > 0 ? Optional.empty() : Optional.of(row.getBigDecimal("total")));
    }

    /** Since when the oldest submission of the panel is under way, or empty if there is none. */
    Uni<Optional<Instant>> underWaySince(PanelName panel) {
        return pool.preparedQuery(UNDER_WAY)
                .execute(Tuple.of(panel.value()))
                .map(rows -> Optional.ofNullable(rows.iterator().next().getOffsetDateTime("since"))
                        .map(OffsetDateTime::toInstant));
    }

    /** Keeps what a search saw, for the next one and for the operator. */
    Uni<Void> remember(DoubtRow row, SearchNote remark, Instant now) {
        Tuple values = Tuple.tuple()
                .addLong(row.doubt().order().value())
                .addLong(row.fence())
                .addInteger(remark.cleanSearch() ? 1 : 0)
                .addString(remark.searched())
                .addArrayOfString(remark.candidates().toArray(String[]::new))
                .addString(remark.explanation())
                .addBoolean(remark.needsPerson())
                .addOffsetDateTime(OrderRowMapper.at(now))
                .addOffsetDateTime(row.lookedAt() == null ? null : OrderRowMapper.at(row.lookedAt()));
        return pool.preparedQuery(REMEMBER).execute(values).replaceWithVoid();
    }

    /** What is to be kept of a look at a doubt. */
    record SearchNote(
            boolean cleanSearch, String searched, List<String> candidates, String explanation, boolean needsPerson) {}

    private static OptionalLong number(Row row, String column) {
        BigDecimal value = row.getBigDecimal(column);
        return value == null ? OptionalLong.empty() : OptionalLong.of(value.longValueExact());
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
