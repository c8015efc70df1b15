package io.ordertrail.intake.doubt;

import io.ordertrail.domain.Money;
import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.intake.BackgroundJobs;
import io.ordertrail.intake.IntakeConfig;
import io.ordertrail.intake.doubt.DoubtDecisions.Decision;
import io.ordertrail.intake.doubt.DoubtRepository.DoubtRow;
import io.ordertrail.intake.doubt.DoubtRepository.SearchNote;
import io.ordertrail.intake.order.OrderState;
import io.ordertrail.panel.Outcome;
import io.ordertrail.panel.Panel;
import io.ordertrail.panel.http.Panels;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Looks into the open doubts of every panel, and does what the investigation finds. */
@Singleton
class DoubtResolutionJob {

    private static final Logger LOG = Logger.getLogger(DoubtResolutionJob.class);
    private static final String US = "order-intake";

    private final Panels panels;
    private final DoubtRepository table;
    private final DoubtDecisions decisions;
    private final ExpectedCharges charges;
    private final Surroundings surroundings;

    DoubtResolutionJob(
            Panels panels,
            DoubtRepository table,
            DoubtDecisions decisions,
            ExpectedCharges charges,
            Surroundings surroundings) {
        this.panels = panels;
        this.table = table;
        this.decisions = decisions;
        this.charges = charges;
        this.surroundings = surroundings;
    }

    /** Time, settings and meters, and what runs it. */
    @Singleton
    record Surroundings(InstantSource clock, IntakeConfig config, DoubtMetrics meters, BackgroundJobs rounds) {}

    @Scheduled(
            every = "${ordertrail.intake.doubt.interval:15s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> run() {
        return surroundings.rounds.run(this::lookAtAll);
    }

    private Uni<Void> lookAtAll() {
        return Multi.createFrom()
                .iterable(panels.all())
                .onItem()
                .transformToUniAndMerge(panel -> look(panel)
                        .onFailure()
                        .invoke(failure -> LOG.warnf(failure, "The doubts at %s are looked into again", panel.name()))
                        .onFailure()
                        .recoverWithNull())
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private Uni<Void> look(Panel panel) {
        return table.open(panel.name(), charges).chain(rows -> {
            boolean ripe = rows.stream()
                    .anyMatch(row ->
                            !row.needsPerson() && !now().isBefore(row.doubt().settledAt()));
            return ripe && charges.knows(panel.name())
                    ? search(panel, rows)
                    : Uni.createFrom().voidItem();
        });
    }

    private Uni<Void> search(Panel panel, List<DoubtRow> rows) {
        List<DoubtRow> bounded = rows.stream()
                .filter(row -> !row.needsPerson() && row.doubt().floor().isPresent())
                .toList();
        if (bounded.isEmpty()) {
            return conclude(panel, rows, new IdScanResult(1, 0, List.of(), 0), BalanceEvidence.SAYS_NOTHING);
        }
        long from = bounded.stream()
                .mapToLong(row -> row.doubt().floor().orElseThrow() + 1)
                .min()
                .orElseThrow();
        long to = bounded.stream().mapToLong(this::top).max().orElseThrow();
        if (to - from >= surroundings.config.doubt().widestRange()) {
            return tooWide(panel, bounded, from, to);
        }
        return new IdScan(panel).over(from, to).chain(seen -> afterwards(panel, rows, bounded, seen));
    }

    /**
     * What was under way during the search must have ended before it is asked which ids are ours and which orders are in
     * doubt: asked before, its id would pass for a stranger's.
     */
    private Uni<Void> afterwards(Panel panel, List<DoubtRow> rows, List<DoubtRow> bounded, IdScanResult seen) {
        return table.underWaySince(panel.name())
                .chain(underWay -> isQuiet(bounded, underWay)
                        ? withoutOurs(panel, seen)
                                .chain(strangers -> table.open(panel.name(), charges)
                                        .chain(again -> isStill(rows, again)
                                                ? witness(panel, rows)
                                                        .chain(balance -> conclude(panel, rows, strangers, balance))
                                                : Uni.createFrom().voidItem()))
                        : Uni.createFrom().voidItem());
    }

    /** Up to the order that closes the range; some way ahead while none does. */
    private long top(DoubtRow row) {
        return row.doubt().ceiling().isPresent()
                ? row.doubt().ceiling().getAsLong() - 1
                : row.doubt().floor().orElseThrow()
                        + surroundings.config.doubt().searchAhead();
    }

    private Uni<IdScanResult> withoutOurs(Panel panel, IdScanResult seen) {
        List<String> ids = seen.strangers().stream()
                .map(stranger -> Long.toString(stranger.id()))
                .toList();
        return table.ours(panel.name(), ids)
                .map(ours -> new IdScanResult(
                        seen.from(),
                        seen.to(),
                        seen.strangers().stream()
                                .filter(stranger -> !ours.contains(Long.toString(stranger.id())))
                                .toList(),
                        seen.silent()));
    }

    /** A doubt that came up meanwhile could be what was found: then the next round decides. */
    private static boolean isStill(List<DoubtRow> before, List<DoubtRow> now) {
        return ids(before).equals(ids(now));
    }

    private static Set<OrderId> ids(List<DoubtRow> rows) {
        return rows.stream().map(row -> row.doubt().order()).collect(Collectors.toSet());
    }

    /** An order under way may be what was found, unless it began after the range was closed. */
    private static boolean isQuiet(List<DoubtRow> rows, Optional<Instant> underWay) {
        return underWay.isEmpty()
                || rows.stream()
                        .allMatch(row -> row.ceilingAcceptedAt() != null
                                && !underWay.get().isBefore(row.ceilingAcceptedAt()));
    }

    private Uni<BalanceEvidence> witness(Panel panel, List<DoubtRow> rows) {
        DoubtRow first = rows.getFirst();
        Instant since = first.balanceBeforeAt();
        if (first.balanceBefore().isEmpty() || since == null) {
            return Uni.createFrom().item(BalanceEvidence.SAYS_NOTHING);
        }
        Instant asked = now();
        return panel.balance()
                .chain(outcome -> table.chargedBetween(panel.name(), since, asked)
                        .map(spent -> outcome instanceof Outcome.Answered<Money>(Money balance) && spent.isPresent()
                                ? compare(
                                        first.balanceBefore()
                                                .get()
                                                .subtract(spent.get())
                                                .subtract(balance.amount()),
                                        rows)
                                : BalanceEvidence.SAYS_NOTHING));
    }

    private static BalanceEvidence compare(BigDecimal missing, List<DoubtRow> rows) {
        List<BigDecimal> charges =
                rows.stream().flatMap(row -> row.doubt().charge().stream()).toList();
        if (charges.size() < rows.size()) {
            return BalanceEvidence.SAYS_NOTHING;
        }
        BigDecimal smallest = charges.stream().min(BigDecimal::compareTo).orElse(BigDecimal.ZERO);
        if (smallest.signum() > 0 && missing.abs().compareTo(smallest.movePointLeft(2)) < 0) {
            return BalanceEvidence.DID_NOT_MOVE;
        }
        boolean byACharge = charges.stream()
                .anyMatch(charge -> missing.subtract(charge).abs().compareTo(charge.movePointLeft(2)) <= 0);
        return byACharge && rows.size() == 1 ? BalanceEvidence.MOVED_BY_A_CHARGE : BalanceEvidence.SAYS_NOTHING;
    }

    private Uni<Void> conclude(Panel panel, List<DoubtRow> rows, IdScanResult seen, BalanceEvidence balance) {
        DoubtResolver investigation =
                new DoubtResolver(surroundings.config.doubt().chargeTolerance());
        List<OpenDoubt> doubts = rows.stream().map(DoubtRow::doubt).toList();
        Map<OrderId, Resolution> findings = investigation.findings(doubts, seen, balance, now());
        Map<OrderId, DoubtRow> byId =
                rows.stream().collect(Collectors.toMap(row -> row.doubt().order(), Function.identity()));
        Uni<Void> done = Uni.createFrom().voidItem();
        for (Map.Entry<OrderId, Resolution> finding : findings.entrySet()) {
            DoubtRow row = Objects.requireNonNull(byId.get(finding.getKey()));
            done = done.chain(() -> act(panel, row, finding.getValue(), seen));
        }
        return done;
    }

    private Uni<Void> act(Panel panel, DoubtRow row, Resolution finding, IdScanResult seen) {
        if (row.needsPerson() && !(finding instanceof Resolution.Adopt)) {
            // What the person is shown stays. Only that the others were told apart meanwhile can still settle it.
            return Uni.createFrom().voidItem();
        }
        String searched = seen.from() + " to " + seen.to();
        return switch (finding) {
            case Resolution.Adopt(PanelOrderId id) ->
                decide(
                        panel,
                        row,
                        new Decision(
                                "ADOPTED",
                                OrderState.ACCEPTED,
                                id,
                                US,
                                null,
                                "Found as the only order that fits, ids " + searched));
            case Resolution.Absent(String proof) ->
                decide(panel, row, new Decision("ABSENT", OrderState.RECEIVED, null, US, null, proof));
            case Resolution.NotYet(String why) ->
                table.remember(row, new SearchNote(false, searched, List.of(), why, false), now());
            case Resolution.CleanSearch() ->
                table.remember(row, new SearchNote(true, searched, List.of(), "Searched whole once.", false), now());
            case Resolution.NeedsOperator(String why, List<PanelOrderId> candidates) -> {
                List<String> ids = candidates.stream().map(PanelOrderId::value).toList();
                LOG.warnf("Order %s at %s needs a person: %s %s", row.doubt().order(), panel.name(), why, ids);
                surroundings.meters.leftToPerson(panel.name());
                yield table.remember(row, new SearchNote(false, searched, ids, why, true), now());
            }
        };
    }

    private Uni<Void> decide(Panel panel, DoubtRow row, Decision decision) {
        LOG.infof("Order %s at %s: %s %s", row.doubt().order(), panel.name(), decision.name(), decision.why());
        return decisions.decide(row.doubt().order(), decision).replaceWithVoid();
    }

    private Uni<Void> tooWide(Panel panel, List<DoubtRow> rows, long from, long to) {
        Uni<Void> done = Uni.createFrom().voidItem();
        String why = "The lost order is one of %d to %d, more than are searched.".formatted(from, to);
        for (DoubtRow row : rows) {
            done = done.chain(() -> table.remember(row, new SearchNote(false, "", List.of(), why, true), now()))
                    .invoke(() -> surroundings.meters.leftToPerson(panel.name()));
        }
        return done;
    }

    private Instant now() {
        return surroundings.clock.instant();
    }
}
