package io.ordertrail.intake.doubt;

import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.PanelName;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.intake.IntakeConfig;
import io.ordertrail.intake.doubt.IdRange.Neighbour;
import io.ordertrail.intake.doubt.IdRange.Unusable;
import io.ordertrail.intake.order.OrderRowMapper;
import io.ordertrail.panel.StatusKind;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The table {@code doubt}, and what a round reads of the orders around a doubt. */
@Singleton
class DoubtRepository {

    private static final String RIPE = """
            select exists (select from doubt
                            where panel = $1 and decision is null and still_searched and settled_at <= $2) as ripe
            """;

    /**
     * With the neighbours in the same id space: an id that we knew before the request began is below a lost one, and an
     * order that we submitted after the doubt was settled is above it. The nearest 500 on either side show whether ids
     * ascend at all. An id that may be of another time is no neighbour. By orders_accepted.
     */
    private static final String OPEN = """
            select d.order_id, d.fence, d.kind, d.requested_at, d.settled_at, d.needs_operator, d.still_searched,
                   d.searches, d.silent_rounds, d.looked_at, d.answered_id, d.balance_before, d.balance_before_at,
                   o.request, o.rate, o.currency, b.ids as before_ids, b.begun as before_begun, b.ended as before_ended,
                   a.ids as after_ids, a.begun as after_begun, a.ended as after_ended,
                   d.kind = 'DRIP_FEED' and exists (
                       select from orders k
                        where k.panel = d.panel and k.state = 'ACCEPTED' and k.panel_order_kind = 'NORMAL'
                          and k.accepted_at > d.requested_at - interval '90 days'
                          and k.request like '%"dripFeed":{%') as kinds_mixed
              from doubt d
              join orders o on o.id = d.order_id
              left join lateral (
                   select array_agg(n.panel_order_id) as ids, array_agg(n.submitted_at) as begun,
                          array_agg(n.accepted_at) as ended
                     from (select panel_order_id, coalesce(submitted_at, accepted_at) as submitted_at, accepted_at
                             from orders
                            where panel = d.panel and state = 'ACCEPTED' and panel_order_kind = d.kind
                              and not panel_order_boundless and accepted_at < d.requested_at - make_interval(secs => $2)
                            order by accepted_at desc limit 500) n) b on true
              left join lateral (
                   select array_agg(n.panel_order_id) as ids, array_agg(n.submitted_at) as begun,
                          array_agg(n.accepted_at) as ended
                     from (select panel_order_id, coalesce(submitted_at, accepted_at) as submitted_at, accepted_at
                             from orders
                            where panel = d.panel and state = 'ACCEPTED' and panel_order_kind = d.kind
                              and not panel_order_boundless and accepted_at > d.settled_at
                            order by accepted_at limit 500) n) a on true
             where d.panel = $1 and d.decision is null
             order by d.requested_at, d.order_id
            """;

    /**
     * An id of another id space is another order; children are always in the common one. The late answers are of orders of
     * ours that went another way.
     */
    private static final String OURS = """
            select kind, id from unnest($2::text[], $3::text[]) as n(kind, id)
             where exists (select from orders o
                            where o.panel = $1 and o.panel_order_kind = n.kind and o.panel_order_id = n.id)
                or (n.kind = 'NORMAL'
                    and exists (select from child_order c where c.panel = $1 and c.panel_order_id = n.id))
                or exists (select from late_answer l join orders o on o.id = l.order_id
                            where o.panel = $1 and l.panel_order_kind = n.kind and l.panel_order_id = n.id)
            """;

    private static final String UNDER_WAY =
            "select min(submitted_at) as since from orders where panel = $1 and state = 'SUBMITTING'";

    /** Two replicas that search at the same time have searched once: the second writes nothing. */
    private static final String REMEMBER = """
            update doubt set searches = searches + $3, searched = $4, candidates = $5, explanation = $6,
                             needs_operator = $7, still_searched = $8, silent_rounds = $9, looked_at = $10
             where order_id = $1 and fence = $2 and decision is null and looked_at is not distinct from $11::timestamptz
            """;

    private final Pool pool;
    private final Duration skew;
    private final long below;

    DoubtRepository(Pool pool, IntakeConfig config) {
        this.pool = pool;
        this.skew = config.doubt().clockSkew();
        this.below = config.doubt().searchBelow();
    }

    /**
     * A doubt with what else a round needs of its row.
     *
     * @param stillSearched whether a search may still settle it
     * @param chargedAtOnce whether the panel charges it when it takes it
     * @param balanceBefore the last balance before the claim of which it is certain which of our orders are in it
     */
    record DoubtRow(
            OpenDoubt doubt,
            boolean needsOperator,
            boolean stillSearched,
            boolean chargedAtOnce,
            @Nullable Instant lookedAt,
            Optional<BigDecimal> balanceBefore,
            @Nullable Instant balanceBeforeAt) {}

    /** Whether the panel has a doubt that a search may settle now. */
    Uni<Boolean> hasRipe(PanelName panel, Instant now) {
        return pool.preparedQuery(RIPE)
                .execute(Tuple.of(panel.value(), OrderRowMapper.at(now)))
                .map(rows -> rows.iterator().next().getBoolean("ripe"));
    }

    /** The open doubts of the panel, the oldest first. */
    Uni<List<DoubtRow>> open(PanelName panel, ExpectedCharges charges) {
        double seconds = skew.toMillis() / 1000.0;
        return pool.preparedQuery(OPEN)
                .execute(Tuple.of(panel.value(), seconds))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row(row, charges))
                        .toList());
    }

    private DoubtRow row(Row row, ExpectedCharges charges) {
        ExpectedCharges.Expected expected = charges.of(row);
        String kind = row.getString("kind");
        OpenDoubt doubt = new OpenDoubt(
                new OrderId(row.getLong("order_id")),
                row.getLong("fence"),
                kind == null ? StatusKind.NORMAL : StatusKind.valueOf(kind),
                row.getOffsetDateTime("requested_at").toInstant(),
                row.getOffsetDateTime("settled_at").toInstant(),
                range(row),
                expected.charge(),
                expected.quantity(),
                Optional.ofNullable(row.getString("answered_id")).map(PanelOrderId::new),
                row.getInteger("searches"),
                row.getInteger("silent_rounds"));
        return new DoubtRow(
                doubt,
                row.getBoolean("needs_operator"),
                row.getBoolean("still_searched"),
                expected.atOnce(),
                OrderRowMapper.instant(row, "looked_at"),
                Optional.ofNullable(row.getBigDecimal("balance_before")),
                OrderRowMapper.instant(row, "balance_before_at"));
    }

    private IdRange range(Row row) {
        if (row.getString("kind") == null) {
            return new Unusable("The panel has two id spaces, and it is unknown in which one it keeps such an order.");
        }
        if (Boolean.TRUE.equals(row.getBoolean("kinds_mixed"))) {
            return new Unusable("The panel has put drip-feeds into the id space of other orders before.");
        }
        return IdRange.between(
                neighbours(row, "before"),
                neighbours(row, "after"),
                row.getOffsetDateTime("settled_at").toInstant(),
                skew,
                below);
    }

    private static List<Neighbour> neighbours(Row row, String side) {
        String[] ids = row.getArrayOfStrings(side + "_ids");
        if (ids == null) {
            return List.of();
        }
        OffsetDateTime[] begun = row.getArrayOfOffsetDateTimes(side + "_begun");
        OffsetDateTime[] ended = row.getArrayOfOffsetDateTimes(side + "_ended");
        List<Neighbour> neighbours = new ArrayList<>();
        for (int i = 0; i < ids.length; i++) {
            neighbours.add(new Neighbour(ids[i], begun[i].toInstant(), ended[i].toInstant()));
        }
        return neighbours;
    }

    /** Returns those of these that are orders of ours: bought, made of one that was bought, or answered too late. */
    Uni<Set<UnmatchedPanelOrder>> ours(PanelName panel, Collection<UnmatchedPanelOrder> found) {
        if (found.isEmpty()) {
            return Uni.createFrom().item(Set.of());
        }
        Tuple values = Tuple.tuple()
                .addString(panel.value())
                .addArrayOfString(found.stream().map(one -> one.kind().name()).toArray(String[]::new))
                .addArrayOfString(
                        found.stream().map(one -> one.panelOrderId().value()).toArray(String[]::new));
        return pool.preparedQuery(OURS).execute(values).map(rows -> {
            Set<UnmatchedPanelOrder> ours = new HashSet<>();
            rows.forEach(row -> found.stream()
                    .filter(one -> one.kind().name().equals(row.getString("kind"))
                            && one.panelOrderId().value().equals(row.getString("id")))
                    .forEach(ours::add));
            return ours;
        });
    }

    /** Since when the oldest submission of the panel is under way, or empty if there is none. */
    Uni<Optional<Instant>> underWaySince(PanelName panel) {
        return pool.preparedQuery(UNDER_WAY)
                .execute(Tuple.of(panel.value()))
                .map(rows -> Optional.ofNullable(rows.iterator().next().getOffsetDateTime("since"))
                        .map(OffsetDateTime::toInstant));
    }

    /** Stores the result of a look, for the next one and for the operator. */
    Uni<Void> remember(DoubtRow row, SearchNote note, Instant now) {
        Tuple values = Tuple.tuple()
                .addLong(row.doubt().order().value())
                .addLong(row.doubt().submission())
                .addInteger(note.cleanSearch() ? 1 : 0)
                .addString(note.searched())
                .addArrayOfString(note.candidates().toArray(String[]::new))
                .addString(note.explanation())
                .addBoolean(note.needsOperator())
                .addBoolean(note.stillSearched())
                .addInteger(note.silent() ? row.doubt().silentRounds() + 1 : 0)
                .addOffsetDateTime(OrderRowMapper.at(now))
                .addOffsetDateTime(row.lookedAt() == null ? null : OrderRowMapper.at(row.lookedAt()));
        return pool.preparedQuery(REMEMBER).execute(values).replaceWithVoid();
    }

    /**
     * The result of a look at a doubt that did not end it.
     *
     * @param silent whether the panel's answers were missing or said nothing
     */
    record SearchNote(
            boolean cleanSearch,
            boolean silent,
            String searched,
            List<String> candidates,
            String explanation,
            boolean needsOperator,
            boolean stillSearched) {}
}
