package io.ordertrail.intake.doubt;

import io.ordertrail.domain.Money;
import io.ordertrail.domain.OrderId;
import io.ordertrail.intake.IntakeConfig;
import io.ordertrail.intake.doubt.BalanceEvidence.Difference;
import io.ordertrail.intake.doubt.DoubtRepository.DoubtRow;
import io.ordertrail.intake.doubt.OwnOrders.MayBePaidBack;
import io.ordertrail.intake.doubt.OwnOrders.OwnOrder;
import io.ordertrail.intake.order.OrderRowMapper;
import io.ordertrail.panel.OrderAnswer;
import io.ordertrail.panel.Outcome;
import io.ordertrail.panel.Panel;
import io.ordertrail.panel.StatusKind;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Compares a panel's balance before a submission with the balance now. */
@Singleton
class BalanceWitness {

    /** More orders that are not over than this are not asked for: then a refund cannot be ruled out. */
    private static final int MOST_NOT_OVER = 500;

    /**
     * An order that was under way at one of the two readings may be in one balance and not in the other: then they say
     * nothing. Nor do they if money came in meanwhile, or if an order was bought twice. By orders_accepted.
     */
    private static final String BETWEEN = """
            select count(*) filter (where state = 'SUBMITTING' or submitted_at <= $2 or accepted_at >= $3
                                          or submitted_at >= $3 or charge is null) as unclear,
                   count(*) as orders, coalesce(sum(charge), 0) as charged,
                   exists (select from panel_state p
                            where p.panel = $1 and (p.balance_rose_at > $2 or p.paid_back_at > $2)) as money_in,
                   exists (select from late_answer l join orders o on o.id = l.order_id
                            where o.panel = $1 and l.received_at > $2) as bought_twice,
                   exists (select from orders k
                            where k.panel = $1 and k.state = 'ACCEPTED' and k.order_kind in ('DRIP_FEED', 'SUBSCRIPTION')
                              and (k.panel_status is null or (k.panel_status_at > $2 and k.submitted_at <= $2)
                                   or k.panel_status not in %s)) as parents
              from orders where panel = $1 and (state = 'SUBMITTING' or (state = 'ACCEPTED' and accepted_at > $2))
            """.formatted(OrderRowMapper.OVER);

    /** Refunds that were not asked for. */
    private static final Optional<Refunds> NOT_ASKED_FOR = Optional.empty();

    private final Pool pool;
    private final OwnOrders own;
    private final ExpectedCharges charges;
    private final InstantSource clock;
    private final BigDecimal tolerance;

    BalanceWitness(Pool pool, OwnOrders own, ExpectedCharges charges, IntakeConfig config, InstantSource clock) {
        this.pool = pool;
        this.own = own;
        this.charges = charges;
        this.clock = clock;
        this.tolerance = config.doubt().chargeTolerance();
    }

    /**
     * A reading of the balance.
     *
     * @param askedAt before the panel answered: what was accepted later may be in it or not
     */
    record Reading(BigDecimal balance, Instant askedAt) {}

    /** Reads the balance; empty if the panel does not say it. */
    Uni<Optional<Reading>> read(Panel panel) {
        Instant asked = clock.instant();
        return panel.balance()
                .map(outcome -> outcome instanceof Outcome.Answered<Money>(Money balance)
                        ? Optional.of(new Reading(balance.amount(), asked))
                        : Optional.empty());
    }

    /**
     * Returns the evidence for each doubt that is settled and has a balance from before it.
     *
     * @param rows all open doubts of the panel, read after the reading
     * @param proofs which of them no search can prove absent
     * @param beforeCall completes when a call to the panel may be made
     */
    Uni<Map<OrderId, BalanceEvidence>> evidence(
            Panel panel,
            Reading reading,
            List<DoubtRow> rows,
            Predicate<OpenDoubt> proofs,
            Supplier<Uni<Void>> beforeCall) {
        Map<OrderId, BalanceEvidence> evidence = new LinkedHashMap<>();
        Uni<Void> compared = Uni.createFrom().voidItem();
        for (DoubtRow row : rows) {
            boolean useful = row.stillSearched() && !row.doubt().isUnsettled(reading.askedAt());
            if (useful && row.balanceBefore().isPresent() && row.balanceBeforeAt() != null) {
                compared = compared.chain(() -> about(panel, reading, row, rows, proofs, beforeCall))
                        .invoke(found -> evidence.put(row.doubt().order(), found))
                        .replaceWithVoid();
            }
        }
        return compared.replaceWith(evidence);
    }

    private Uni<BalanceEvidence> about(
            Panel panel,
            Reading reading,
            DoubtRow row,
            List<DoubtRow> rows,
            Predicate<OpenDoubt> proofs,
            Supplier<Uni<Void>> beforeCall) {
        Instant since = Objects.requireNonNull(row.balanceBeforeAt());
        // One that was settled before the first reading is in both.
        List<DoubtRow> possible = rows.stream()
                .filter(other -> other.doubt().settledAt().isAfter(since))
                .toList();
        if (!row.chargedAtOnce() || !possible.stream().allMatch(DoubtRow::chargedAtOnce)) {
            return Uni.createFrom().item(BalanceEvidence.SAYS_NOTHING);
        }
        return pool.preparedQuery(BETWEEN)
                .execute(Tuple.of(panel.name().value(), OrderRowMapper.at(since), OrderRowMapper.at(reading.askedAt())))
                .map(found -> found.iterator().next())
                .chain(between -> {
                    if (between.getLong("unclear") > 0 || between.getBoolean("bought_twice")) {
                        return Uni.createFrom().item(BalanceEvidence.SAYS_NOTHING);
                    }
                    boolean moneyIn = between.getBoolean("money_in");
                    // What a search can prove needs no look at every order of ours.
                    return moneyIn || proofs.test(row.doubt())
                            ? refunds(panel, since, reading, beforeCall)
                                    .map(refunds -> weigh(row, possible, reading, between, refunds))
                            : Uni.createFrom().item(weigh(row, possible, reading, between, NOT_ASKED_FOR));
                });
    }

    private BalanceEvidence weigh(
            DoubtRow row, List<DoubtRow> possible, Reading reading, Row between, Optional<Refunds> refunds) {
        boolean moneyIn = between.getBoolean("money_in");
        boolean explained = refunds.map(Refunds::any).orElse(false);
        if (moneyIn && !explained) {
            return BalanceEvidence.SAYS_NOTHING; // topped up, or given back for something unknown
        }
        BigDecimal charged = between.getBigDecimal("charged");
        BigDecimal missing = row.balanceBefore()
                .orElseThrow()
                .subtract(charged)
                .add(refunds.map(Refunds::certain).orElse(BigDecimal.ZERO))
                .subtract(reading.balance());
        BalanceEvidence evidence = BalanceEvidence.about(
                row.doubt(),
                possible.stream().map(DoubtRow::doubt).toList(),
                refunds.map(Refunds::possible).orElse(List.of()),
                new Difference(missing, charged, between.getLong("orders")),
                tolerance,
                BalanceEvidence.rounding(row.balanceBefore().orElseThrow(), reading.balance()));
        return switch (evidence) {
            // Where runs are charged one by one, one of them looks like any other charge.
            case MOVED_BY_THE_CHARGE -> between.getBoolean("parents") ? BalanceEvidence.SAYS_NOTHING : evidence;
            case DID_NOT_MOVE ->
                refunds.isPresent() && !between.getBoolean("parents") ? BalanceEvidence.PROVES_ABSENCE : evidence;
            case PROVES_ABSENCE, SAYS_NOTHING -> evidence;
        };
    }

    /** For a run of a drip-feed money may have been given back like for any other order. */
    private static Uni<Map<OwnOrder, OrderAnswer>> withChildren(
            StatusQueries queries, Map<OwnOrder, OrderAnswer> answers) {
        List<OwnOrder> children = new ArrayList<>();
        answers.forEach((order, answer) -> {
            if (answer instanceof OrderAnswer.Seen seen) {
                seen.children().forEach(id -> children.add(new OwnOrder(order.order(), StatusKind.NORMAL, id)));
            }
        });
        return queries.of(children.stream().limit(MOST_NOT_OVER).toList())
                .invoke(answers::putAll)
                .replaceWith(answers);
    }

    /**
     * Asks the panel, after the balance was read, about every order of ours that money may have been given back for since
     * the first reading. Empty if the answers do not say all that was given back.
     */
    private Uni<Optional<Refunds>> refunds(
            Panel panel, Instant since, Reading reading, Supplier<Uni<Void>> beforeCall) {
        return own.mayBePaidBack(panel.name(), since, MOST_NOT_OVER + 1).chain(orders -> {
            if (orders.size() > MOST_NOT_OVER) {
                return Uni.createFrom().item(Optional.<Refunds>empty());
            }
            StatusQueries queries = new StatusQueries(panel, beforeCall);
            return queries.of(orders.stream().map(MayBePaidBack::order).toList())
                    .chain(answers -> withChildren(queries, answers))
                    .map(answers -> Refunds.of(orders, answers, since, reading.askedAt(), charges::quantity));
        });
    }
}
