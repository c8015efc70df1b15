package io.ordertrail.intake.doubt;

import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.PanelName;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.intake.BackgroundJobs;
import io.ordertrail.intake.IntakeConfig;
import io.ordertrail.intake.doubt.BalanceWitness.Reading;
import io.ordertrail.intake.doubt.DoubtDecisions.Decision;
import io.ordertrail.intake.doubt.DoubtRepository.DoubtRow;
import io.ordertrail.intake.doubt.DoubtRepository.SearchNote;
import io.ordertrail.intake.doubt.DoubtResolver.Observation;
import io.ordertrail.panel.Panel;
import io.ordertrail.panel.PanelsConfig;
import io.ordertrail.panel.PanelsConfig.PanelConfig;
import io.ordertrail.panel.http.Panels;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/** Looks into the open doubts of every panel, and carries out what the resolver decides. */
@Singleton
class DoubtResolutionJob {

    private static final Logger LOG = Logger.getLogger(DoubtResolutionJob.class);
    private static final int CHUNK = 100;

    private final Map<PanelName, PanelSearch> searches = new LinkedHashMap<>();
    private final DoubtRepository doubts;
    private final DoubtDecisions decisions;
    private final DoubtLease lease;
    private final ExpectedCharges charges;
    private final BalanceWitness witness;
    private final ChildSearch children;
    private final DoubtMetrics metrics;
    private final BackgroundJobs jobs;
    private final IntakeConfig.Doubt config;
    private final InstantSource clock;

    DoubtResolutionJob(
            Panels panels,
            PanelsConfig panelsConfig,
            DoubtRepository doubts,
            DoubtDecisions decisions,
            DoubtLease lease,
            ExpectedCharges charges,
            BalanceWitness witness,
            ChildSearch children,
            DoubtMetrics metrics,
            BackgroundJobs jobs,
            IntakeConfig config,
            InstantSource clock) {
        this.doubts = doubts;
        this.decisions = decisions;
        this.lease = lease;
        this.charges = charges;
        this.witness = witness;
        this.children = children;
        this.metrics = metrics;
        this.jobs = jobs;
        this.config = config.doubt();
        this.clock = clock;
        panels.all()
                .forEach(panel -> searches.put(
                        panel.name(),
                        search(
                                panel,
                                Objects.requireNonNull(
                                        panelsConfig.panels().get(panel.name().value())),
                                config)));
    }

    private PanelSearch search(Panel panel, PanelConfig limits, IntakeConfig intake) {
        IdScan scan = new IdScan(
                panel,
                new IdScan.Limits(
                        limits.chunk().orElse(CHUNK),
                        config.callsPerRound(),
                        config.singleCallsPerRound(),
                        Duration.ofMillis(Math.round(1000 / limits.requestsPerSecond())),
                        intake.submission().rateLimitPause()),
                clock);
        DoubtResolver resolver = new DoubtResolver(new DoubtResolver.Rules(
                config.chargeTolerance(), config.widestRange(), config.silentRounds(), limits.exclusiveAccount()));
        Duration time = limits.timeout()
                .plus(limits.connectTimeout())
                .plus(config.interval().multipliedBy(2));
        return new PanelSearch(panel, scan, resolver, time);
    }

    /** A panel, with what is kept of it from round to round. Confined to its rounds, of which there is one at a time. */
    private final class PanelSearch {
        private final Panel panel;
        private final IdScan scan;
        private final DoubtResolver resolver;
        /** Longer than a call to the panel and the pause until the next round. */
        private final Duration leaseTime;

        private Instant leaseTaken = Instant.EPOCH;

        PanelSearch(Panel panel, IdScan scan, DoubtResolver resolver, Duration leaseTime) {
            this.panel = panel;
            this.scan = scan;
            this.resolver = resolver;
            this.leaseTime = leaseTime;
        }

        PanelName name() {
            return panel.name();
        }

        /** Whether this replica may look. Answers from before another replica could have looked are forgotten. */
        Uni<Boolean> takeLease() {
            Instant now = clock.instant();
            return lease.take(name(), leaseTime).invoke(ours -> {
                if (!ours || !now.isBefore(leaseTaken.plus(leaseTime))) {
                    scan.forgetAll();
                }
                leaseTaken = ours ? now : Instant.EPOCH;
            });
        }

        /** Completes when another call may be made; fails if another replica has taken over. */
        Uni<Void> beforeCall() {
            return takeLease()
                    .chain(ours -> ours
                            ? Uni.createFrom().voidItem()
                            : Uni.createFrom().failure(new DoubtLease.LostException(name())));
        }
    }

    @Scheduled(
            every = "${ordertrail.intake.doubt.interval:15s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> run() {
        return jobs.run(this::lookAtAll);
    }

    private Uni<Void> lookAtAll() {
        return Multi.createFrom()
                .iterable(searches.values())
                .onItem()
                .transformToUniAndMerge(search -> look(search)
                        .onFailure(DoubtLease.LostException.class)
                        .recoverWithNull()
                        .onFailure()
                        .invoke(failure -> LOG.warnf(
                                failure, "Resolving doubts at %s failed; retrying at the next interval", search.name()))
                        .onFailure()
                        .recoverWithNull())
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private Uni<Void> look(PanelSearch search) {
        return doubts.hasRipe(search.name(), clock.instant())
                .chain(ripe -> ripe ? search.takeLease() : Uni.createFrom().item(false))
                .chain(ours -> ours ? round(search) : Uni.createFrom().voidItem());
    }

    private Uni<Void> round(PanelSearch search) {
        return doubts.open(search.name(), charges).chain(rows -> {
            if (!charges.knows(search.name())) {
                IdScanResult none = new IdScanResult(
                        List.of(), List.of(), Set.of(), Optional.of("the panel's list of services was not read yet"));
                return conclude(search, rows, new Observation(none, Map.of(), Optional.empty(), Optional.empty()));
            }
            return search.scan
                    .over(ranges(search, rows), search::beforeCall)
                    .chain(scan -> afterScan(search, scan, oldest(rows)));
        });
    }

    private static Instant oldest(List<DoubtRow> rows) {
        return rows.stream()
                .map(row -> row.doubt().requestedAt())
                .min(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }

    /** The ranges of the doubts, those that overlap as one. Doubts that are far apart are searched apart. */
    private List<SearchedRange> ranges(PanelSearch search, List<DoubtRow> rows) {
        Instant now = clock.instant();
        List<SearchedRange> wanted = rows.stream()
                .filter(DoubtRow::stillSearched)
                .flatMap(row -> search.resolver.searchFor(row.doubt(), config.searchAhead(), now).stream())
                .sorted(Comparator.comparing(SearchedRange::kind).thenComparingLong(SearchedRange::from))
                .toList();
        List<SearchedRange> joined = new ArrayList<>();
        for (SearchedRange range : wanted) {
            SearchedRange last = joined.isEmpty() ? null : joined.getLast();
            if (last != null && last.kind() == range.kind() && range.from() <= last.to() + 1) {
                joined.set(
                        joined.size() - 1,
                        new SearchedRange(last.kind(), last.from(), Math.max(last.to(), range.to())));
            } else {
                joined.add(range);
            }
        }
        return joined;
    }

    /**
     * The order of the readings matters. The balance comes before the doubts: an order that was charged before it and is in
     * doubt by now is among them. What is under way comes before the doubts, and the doubts before what is ours: an order
     * that answered in the search is in one of the three, wherever it goes meanwhile.
     */
    private Uni<Void> afterScan(PanelSearch search, IdScanResult scan, Instant oldest) {
        return search.beforeCall()
                .chain(() -> witness.read(search.panel))
                .chain(reading -> doubts.underWaySince(search.name())
                        .chain(underWay -> doubts.open(search.name(), charges)
                                .chain(rows -> withoutOurs(search, scan, oldest)
                                        .chain(strangers -> balance(search, reading, rows)
                                                .map(balance -> new Observation(
                                                        strangers.scan(), balance, underWay, strangers.unknown()))
                                                .chain(seen -> conclude(search, rows, seen))))))
                .invoke(search.scan::forgetComplete);
    }

    private Uni<Map<OrderId, BalanceEvidence>> balance(
            PanelSearch search, Optional<Reading> reading, List<DoubtRow> rows) {
        return reading.map(read ->
                        witness.evidence(search.panel, read, rows, search.resolver::isBeyondSearch, search::beforeCall))
                .orElseGet(() -> Uni.createFrom().item(Map.of()));
    }

    /**
     * The orders that are not ours.
     *
     * @param unknown why a child of one of our orders may be among them, or empty
     */
    private record Strangers(IdScanResult scan, Optional<String> unknown) {}

    private Uni<Strangers> withoutOurs(PanelSearch search, IdScanResult scan, Instant oldest) {
        return filtered(search, scan)
                .chain(first -> first.unmatched().isEmpty()
                        ? Uni.createFrom().item(new Strangers(first, Optional.empty()))
                        : children.refresh(search.panel, oldest, search::beforeCall)
                                .chain(unknown ->
                                        filtered(search, first).map(second -> new Strangers(second, unknown))));
    }

    private Uni<IdScanResult> filtered(PanelSearch search, IdScanResult scan) {
        return doubts.ours(search.name(), scan.unmatched()).map(ours -> scan.with(found -> !ours.contains(found)));
    }

    private Uni<Void> conclude(PanelSearch search, List<DoubtRow> rows, Observation seen) {
        Map<OrderId, Resolution> resolutions =
                search.resolver.resolve(rows.stream().map(DoubtRow::doubt).toList(), seen, clock.instant());
        Uni<Void> done = Uni.createFrom().voidItem();
        for (DoubtRow row : rows) {
            Resolution resolution =
                    Objects.requireNonNull(resolutions.get(row.doubt().order()));
            done = done.chain(() -> act(search, row, resolution)
                    .onFailure()
                    .invoke(failure -> LOG.warnf(
                            failure,
                            "The doubt about order %s at %s could not be updated; retrying at the next interval",
                            row.doubt().order(),
                            search.name()))
                    .onFailure()
                    .recoverWithNull());
        }
        return done;
    }

    private Uni<Void> act(PanelSearch search, DoubtRow row, Resolution resolution) {
        boolean settles = resolution instanceof Resolution.Adopt;
        if (!row.stillSearched() && !settles) {
            // The evidence that the operator is shown stays. Only that the other orders were attributed meanwhile can
            // settle it.
            return Uni.createFrom().voidItem();
        }
        return switch (resolution) {
            case Resolution.Adopt(PanelOrderId id) ->
                decide(search, row, Decision.adopted(id, row.doubt().kind(), searched(search, row)));
            case Resolution.Absent(String proof) -> decide(search, row, Decision.absent(proof));
            case Resolution.NotYet(String why, List<PanelOrderId> candidates) ->
                remember(row, new SearchNote(false, false, searched(search, row), texts(candidates), why, false, true));
            case Resolution.NoAnswer(String why) ->
                remember(row, new SearchNote(false, true, searched(search, row), List.of(), why, false, true));
            case Resolution.CleanSearch() ->
                remember(
                        row,
                        new SearchNote(
                                true,
                                false,
                                searched(search, row),
                                List.of(),
                                "Completely searched once.",
                                false,
                                true));
            case Resolution.NeedsOperator(String why, List<PanelOrderId> candidates, boolean stillSearched) ->
                needsOperator(search, row, why, texts(candidates), stillSearched);
        };
    }

    private Uni<Void> needsOperator(
            PanelSearch search, DoubtRow row, String why, List<String> candidates, boolean stillSearched) {
        if (!row.needsOperator()) {
            LOG.warnf("Order %s at %s needs an operator: %s %s", row.doubt().order(), search.name(), why, candidates);
            metrics.leftToOperator(search.name());
        }
        return remember(row, new SearchNote(false, true, searched(search, row), candidates, why, true, stillSearched));
    }

    private Uni<Void> remember(DoubtRow row, SearchNote note) {
        return doubts.remember(row, note, clock.instant());
    }

    /** The doubt's own range, as the operator is shown it. */
    private String searched(PanelSearch search, DoubtRow row) {
        return search.resolver
                .searchFor(row.doubt(), config.searchAhead(), clock.instant())
                .map(range -> "%d to %d".formatted(range.from(), range.to()))
                .orElse("");
    }

    private static List<String> texts(List<PanelOrderId> ids) {
        return ids.stream().map(PanelOrderId::value).toList();
    }

    private Uni<Void> decide(PanelSearch search, DoubtRow row, Decision decision) {
        LOG.infof("Order %s at %s: %s %s", row.doubt().order(), search.name(), decision.name(), decision.why());
        return decisions
                .decide(row.doubt().order(), row.doubt().submission(), decision)
                .replaceWithVoid();
    }
}
