package io.ordertrail.intake.doubt;

import io.ordertrail.domain.Money;
import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.PanelName;
import io.ordertrail.intake.IntakeConfig;
import io.ordertrail.intake.doubt.BalanceEvidence.Difference;
import io.ordertrail.intake.doubt.DoubtRepository.DoubtRow;
import io.ordertrail.intake.order.OrderRowMapper;
import io.ordertrail.panel.OrderAnswer;
import io.ordertrail.panel.Outcome;
import io.ordertrail.panel.Panel;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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
                              and (k.panel_status is null or k.panel_status_at > $2 or k.panel_status not in
                                   ('COMPLETED', 'PARTIAL', 'CANCELED', 'REFUNDED', 'FAILED', 'EXPIRED'))) as parents
              from orders where panel = $1 and (state = 'SUBMITTING' or (state = 'ACCEPTED' and accepted_at > $2))
            """;

    private final Pool pool;
    private final OwnOrders own;
    private final InstantSource clock;
    private final BigDecimal tolerance;

    BalanceWitness(Pool pool, OwnOrders own, IntakeConfig config, InstantSource clock) {
        this.pool = pool;
        this.own = own;
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
     * @param proofs which of them only the balance can prove absent
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
                compared = compared.chain(() -> about(panel.name(), reading, row, rows))
                        .invoke(found -> evidence.put(row.doubt().order(), found))
                        .replaceWithVoid();
            }
        }
        return compared.chain(() -> rows.stream()
                                .map(DoubtRow::doubt)
                                .filter(proofs)
                                .anyMatch(doubt -> evidence.get(doubt.order()) == BalanceEvidence.DID_NOT_MOVE)
                        ? refundsAreRuledOut(panel, beforeCall)
                        : Uni.createFrom().item(false))
                .invoke(ruledOut -> {
                    if (ruledOut) {
                        evidence.replaceAll((_, found) ->
                                found == BalanceEvidence.DID_NOT_MOVE ? BalanceEvidence.PROVES_ABSENCE : found);
                    }
                })
                .replaceWith(evidence);
    }

    private Uni<BalanceEvidence> about(PanelName panel, Reading reading, DoubtRow row, List<DoubtRow> rows) {
        Instant since = Objects.requireNonNull(row.balanceBeforeAt());
        BigDecimal before = row.balanceBefore().orElseThrow();
        // One that was settled before the first reading is in both.
        List<DoubtRow> possible = rows.stream()
                .filter(other -> other.doubt().settledAt().isAfter(since))
                .toList();
        if (!row.chargedAtOnce() || !possible.stream().allMatch(DoubtRow::chargedAtOnce)) {
            return Uni.createFrom().item(BalanceEvidence.SAYS_NOTHING);
        }
        return pool.preparedQuery(BETWEEN)
                .execute(Tuple.of(panel.value(), OrderRowMapper.at(since), OrderRowMapper.at(reading.askedAt())))
                .map(found -> found.iterator().next())
                .map(between -> {
                    boolean unclear = between.getLong("unclear") > 0
                            || between.getBoolean("money_in")
                            || between.getBoolean("bought_twice");
                    if (unclear) {
                        return BalanceEvidence.SAYS_NOTHING;
                    }
                    BalanceEvidence evidence = BalanceEvidence.about(
                            row.doubt(),
                            possible.stream().map(DoubtRow::doubt).toList(),
                            difference(before, reading, between),
                            tolerance);
                    // Where runs are charged one by one, one of them looks like any other charge.
                    return evidence == BalanceEvidence.MOVED_BY_THE_CHARGE && between.getBoolean("parents")
                            ? BalanceEvidence.SAYS_NOTHING
                            : evidence;
                });
    }

    private static Difference difference(BigDecimal before, Reading reading, Row between) {
        BigDecimal charged = between.getBigDecimal("charged");
        return new Difference(before.subtract(charged).subtract(reading.balance()), charged, between.getLong("orders"));
    }

    /**
     * Asks the panel, after the balance was read, about every order of ours that was not over: if none of them has ended
     * with its money given back, no refund hides a charge. Orders with children are not looked through.
     */
    private Uni<Boolean> refundsAreRuledOut(Panel panel, Supplier<Uni<Void>> beforeCall) {
        return own.notOver(panel.name(), MOST_NOT_OVER + 1).chain(orders -> {
            boolean tooMany = orders.size() > MOST_NOT_OVER;
            return tooMany
                    ? Uni.createFrom().item(false)
                    : new StatusQueries(panel, beforeCall)
                            .of(orders)
                            .map(answers -> orders.stream().allMatch(order -> keptItsMoney(answers.get(order))));
        });
    }

    private static boolean keptItsMoney(@Nullable OrderAnswer answer) {
        return answer instanceof OrderAnswer.Seen seen
                && seen.children().isEmpty()
                && switch (seen.status()) {
                    case PENDING, IN_PROGRESS, PROCESSING, ON_HOLD, ACTIVE, REFILLING, COMPLETED -> true;
                    case PARTIAL, CANCELED, REFUNDED, FAILED, EXPIRED, UNKNOWN -> false;
                };
    }
}
