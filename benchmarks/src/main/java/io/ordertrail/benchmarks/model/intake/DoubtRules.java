package io.ordertrail.benchmarks.model.intake;

import static io.ordertrail.benchmarks.model.intake.IntakeState.NONE;

import io.ordertrail.benchmarks.model.intake.IntakeState.Job;
import io.ordertrail.benchmarks.model.intake.IntakeState.JobRow;
import io.ordertrail.benchmarks.model.intake.IntakeState.LedgerEntry;
import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.intake.doubt.BalanceEvidence;
import io.ordertrail.intake.doubt.BalanceEvidence.Difference;
import io.ordertrail.intake.doubt.DoubtResolver;
import io.ordertrail.intake.doubt.DoubtResolver.Observation;
import io.ordertrail.intake.doubt.IdRange;
import io.ordertrail.intake.doubt.IdRange.Neighbour;
import io.ordertrail.intake.doubt.IdScanResult;
import io.ordertrail.intake.doubt.IdScanResult.SilentId;
import io.ordertrail.intake.doubt.OpenDoubt;
import io.ordertrail.intake.doubt.Resolution;
import io.ordertrail.intake.doubt.SearchedRange;
import io.ordertrail.intake.doubt.UnmatchedPanelOrder;
import io.ordertrail.intake.order.OrderState;
import io.ordertrail.panel.StatusKind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Asks the real classes about doubts: puts what the database and the panel say in the state into their words, and their
 * answers back.
 */
final class DoubtRules {

    /** Ids at the panel: other people's orders lie between ours. */
    private static final int GAP = 5;

    private static final int FIRST_DRIP_FEED = 11;
    private static final int FIRST_AFTER_RENUMBERING = 21;
    private static final int FIRST = 101;

    /** Reaches all ids that can be. */
    private static final int SEARCH_AHEAD = 60;

    private static final int WIDEST_RANGE = 1000;
    static final int SILENT_ROUNDS = 2;

    /** What every order costs: orders alike are the hardest to distinguish. */
    private static final BigDecimal CHARGE = BigDecimal.ONE;

    private static final OptionalLong QUANTITY = OptionalLong.of(1000);
    private static final BigDecimal TOLERANCE = new BigDecimal("0.001");
    private static final BigDecimal BALANCE = BigDecimal.valueOf(1000);

    private final IntakeSettings settings;
    private final DoubtResolver resolver =
            new DoubtResolver(new DoubtResolver.Rules(TOLERANCE, WIDEST_RANGE, SILENT_ROUNDS, true));

    DoubtRules(IntakeSettings settings) {
        this.settings = settings;
    }

    /** What is found about one order; the entry with {@link IntakeState.Finding#ADOPT} only. */
    record Found(IntakeState.Finding finding, int entry) {}

    /** Returns the id that the panel gave the entry. */
    int id(IntakeState state, int entry) {
        LedgerEntry wanted = state.ledger[entry];
        boolean isApart = settings.isApart(wanted.dripFeed);
        int before = 0;
        for (int i = 0; i < entry; i++) {
            LedgerEntry other = state.ledger[i];
            if (settings.isApart(other.dripFeed) == isApart && other.isRenumbered == wanted.isRenumbered) {
                before++;
            }
        }
        int first = isApart ? FIRST_DRIP_FEED : wanted.isRenumbered ? FIRST_AFTER_RENUMBERING : FIRST;
        return first + GAP * before;
    }

    /** The entries that orders of ours have by the database, by bit. */
    int own(IntakeState state) {
        int own = 0;
        for (int i = 0; i < state.ledgerSize; i++) {
            own |= state.ledger[i].order == NONE ? 1 << i : 0;
        }
        for (IntakeState.OrderRow row : state.orders) {
            own |= row.state == OrderState.ACCEPTED ? 1 << row.entry : 0;
        }
        return own;
    }

    /** Notes in the job which ids it asks about for which doubt. */
    void noteRanges(IntakeState state, Job job) {
        int own = own(state);
        for (int i = 0; i < state.orders.length; i++) {
            IntakeState.OrderRow row = state.orders[i];
            JobRow jobRow = job.rows[i];
            if (row.state == OrderState.IN_DOUBT && row.stillSearched) {
                OpenDoubt doubt = doubt(state, i, row.fence, row.requestedAt, own, row.cleanSearches, row.silentRounds);
                resolver.searchFor(doubt, SEARCH_AHEAD, ModelTime.instant(state.now))
                        .ifPresent(range -> {
                            jobRow.searchedFrom = (int) range.from();
                            jobRow.searchedTo = (int) range.to();
                            jobRow.isSearchedApart = range.kind() == StatusKind.DRIP_FEED;
                        });
            }
        }
    }

    /** Whether the job asks the panel about the id of that entry. */
    boolean isAsked(IntakeState state, Job job, int entry) {
        int id = id(state, entry);
        boolean isApart = settings.isApart(state.ledger[entry].dripFeed);
        for (JobRow row : job.rows) {
            if (row.searchedTo > 0
                    && row.isSearchedApart == isApart
                    && id >= row.searchedFrom
                    && id <= row.searchedTo) {
                return true;
            }
        }
        return false;
    }

    /** Whether an open doubt about that order lacks a later order that closes its range. */
    boolean isOpenAbove(IntakeState state, int order) {
        IntakeState.OrderRow row = state.orders[order];
        IdRange range = doubt(state, order, row.fence, row.requestedAt, own(state), 0, 0)
                .range();
        return range instanceof IdRange.Open || (range instanceof IdRange.Unusable unusable && !unusable.isForGood());
    }

    /** Returns what the job finds about each order, from what it has read; nothing for those that were not in doubt. */
    List<Found> resolve(IntakeState state, Job job) {
        List<OpenDoubt> doubts = new ArrayList<>();
        for (int i = 0; i < job.rows.length; i++) {
            JobRow row = job.rows[i];
            if (row.fence != 0) {
                doubts.add(doubt(
                        state, i, row.fence, row.requestedAt, job.ownAtRead, row.cleanSearches, row.silentRounds));
            }
        }
        doubts.sort(Comparator.comparing(OpenDoubt::requestedAt)
                .thenComparing(doubt -> doubt.order().value()));
        Observation seen = new Observation(
                scan(state, job),
                evidence(state, job, doubts),
                job.underWaySince == NONE ? Optional.empty() : Optional.of(ModelTime.instant(job.underWaySince)),
                Optional.empty());
        Map<OrderId, Resolution> resolutions = resolver.resolve(doubts, seen, ModelTime.instant(state.now));
        List<Found> found = new ArrayList<>();
        for (int i = 0; i < job.rows.length; i++) {
            Resolution resolution = resolutions.get(orderId(i));
            found.add(
                    resolution == null
                            ? new Found(IntakeState.Finding.NONE, NONE)
                            : found(state, job.rows[i], settings.isApart(settings.isDripFeed(i)), resolution));
        }
        return found;
    }

    private Found found(IntakeState state, JobRow row, boolean isApart, Resolution resolution) {
        if (!row.stillSearched && !(resolution instanceof Resolution.Adopt)) {
            return new Found(IntakeState.Finding.NONE, NONE);
        }
        return switch (resolution) {
            case Resolution.Adopt(PanelOrderId id) ->
                new Found(IntakeState.Finding.ADOPT, entry(state, isApart, Integer.parseInt(id.value())));
            case Resolution.Absent _ -> new Found(IntakeState.Finding.ABSENT, NONE);
            case Resolution.NotYet _ -> new Found(IntakeState.Finding.NOT_YET, NONE);
            case Resolution.NoAnswer _ -> new Found(IntakeState.Finding.NO_ANSWER, NONE);
            case Resolution.CleanSearch _ -> new Found(IntakeState.Finding.CLEAN_SEARCH, NONE);
            case Resolution.NeedsOperator operator ->
                new Found(
                        operator.stillSearched()
                                ? IntakeState.Finding.NEEDS_OPERATOR_STILL_SEARCHED
                                : IntakeState.Finding.NEEDS_OPERATOR,
                        NONE);
        };
    }

    private int entry(IntakeState state, boolean isApart, int id) {
        for (int i = 0; i < state.ledgerSize; i++) {
            if (id(state, i) == id && settings.isApart(state.ledger[i].dripFeed) == isApart) {
                return i;
            }
        }
        throw new IllegalStateException("an order was adopted as " + id + ", which the panel does not have");
    }

    private IdScanResult scan(IntakeState state, Job job) {
        List<SearchedRange> searched = new ArrayList<>();
        Set<SilentId> silent = Set.of();
        for (JobRow row : job.rows) {
            if (row.searchedTo > 0) {
                searched.add(new SearchedRange(kind(row.isSearchedApart), row.searchedFrom, row.searchedTo));
                if (job.isSilent && silent.isEmpty()) {
                    silent = Set.of(new SilentId(kind(row.isSearchedApart), row.searchedFrom));
                }
            }
        }
        List<UnmatchedPanelOrder> unmatched = new ArrayList<>();
        for (int i = 0; i < state.ledgerSize; i++) {
            if ((job.seen >> i & 1) == 1) {
                boolean isApart = settings.isApart(state.ledger[i].dripFeed);
                // The status of a drip-feed in its own id space has no charge.
                unmatched.add(new UnmatchedPanelOrder(
                        kind(isApart),
                        id(state, i),
                        isApart ? Optional.empty() : Optional.of(CHARGE),
                        OptionalLong.empty()));
            }
        }
        return new IdScanResult(joined(searched), unmatched, silent, Optional.empty());
    }

    /** As the job joins ranges that overlap. */
    private static List<SearchedRange> joined(List<SearchedRange> ranges) {
        List<SearchedRange> sorted = new ArrayList<>(ranges);
        sorted.sort(Comparator.comparing(SearchedRange::kind).thenComparingLong(SearchedRange::from));
        List<SearchedRange> joined = new ArrayList<>();
        for (SearchedRange range : sorted) {
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

    private Map<OrderId, BalanceEvidence> evidence(IntakeState state, Job job, List<OpenDoubt> doubts) {
        Map<OrderId, BalanceEvidence> evidence = new LinkedHashMap<>();
        if (job.balanceAt == NONE) {
            return evidence;
        }
        Instant askedAt = ModelTime.instant(job.balanceAt);
        for (int i = 0; i < job.rows.length; i++) {
            JobRow row = job.rows[i];
            if (row.fence != 0
                    && row.stillSearched
                    && !askedAt.isBefore(ModelTime.instant(ModelTime.settledAt(row.requestedAt)))) {
                evidence.put(orderId(i), evidence(state, job, i, doubts));
            }
        }
        boolean isAskedForRefunds = doubts.stream()
                .anyMatch(doubt ->
                        resolver.isBeyondSearch(doubt) && evidence.get(doubt.order()) == BalanceEvidence.DID_NOT_MOVE);
        if (isAskedForRefunds && isRefundRuledOut(state)) {
            evidence.replaceAll(
                    (_, found) -> found == BalanceEvidence.DID_NOT_MOVE ? BalanceEvidence.PROVES_ABSENCE : found);
        }
        return evidence;
    }

    /** As the statement compares what was spent with what is accounted for, and says nothing where that is unclear. */
    private BalanceEvidence evidence(IntakeState state, Job job, int order, List<OpenDoubt> doubts) {
        JobRow row = job.rows[order];
        int since = row.submittedAt;
        int charged = 0;
        for (int i = 0; i < state.ledgerSize; i++) {
            if (state.ledger[i].order == NONE && state.ledger[i].boughtAt > since) {
                charged++;
                if (state.ledger[i].boughtAt >= job.balanceAt) {
                    return BalanceEvidence.SAYS_NOTHING;
                }
            }
        }
        for (IntakeState.OrderRow other : state.orders) {
            if (other.state == OrderState.SUBMITTING) {
                return BalanceEvidence.SAYS_NOTHING;
            }
            if (other.state == OrderState.ACCEPTED && other.acceptedAt > since) {
                charged++;
                if (other.submittedAt <= since
                        || other.acceptedAt >= job.balanceAt
                        || other.submittedAt >= job.balanceAt) {
                    return BalanceEvidence.SAYS_NOTHING;
                }
            }
        }
        BigDecimal before = BALANCE.subtract(BigDecimal.valueOf(row.spentBefore));
        BigDecimal now = BALANCE.subtract(BigDecimal.valueOf(job.spent));
        BigDecimal sum = BigDecimal.valueOf(charged);
        OpenDoubt doubt = doubts.stream()
                .filter(one -> one.order().equals(orderId(order)))
                .findFirst()
                .orElseThrow();
        List<OpenDoubt> possible = doubts.stream()
                .filter(one -> one.settledAt().isAfter(ModelTime.instant(since)))
                .toList();
        return BalanceEvidence.about(
                doubt, possible, new Difference(before.subtract(sum).subtract(now), sum, charged), TOLERANCE);
    }

    /** The panel is asked about every order of ours that it has. */
    private static boolean isRefundRuledOut(IntakeState state) {
        for (IntakeState.OrderRow row : state.orders) {
            if (row.state == OrderState.ACCEPTED && state.ledger[row.entry].canceled) {
                return false;
            }
        }
        return true;
    }

    private OpenDoubt doubt(
            IntakeState state, int order, int fence, int requestedAt, int own, int cleanSearches, int silentRounds) {
        boolean isApart = settings.isApart(settings.isDripFeed(order));
        List<Neighbour> before = new ArrayList<>();
        List<Neighbour> after = new ArrayList<>();
        for (int i = 0; i < state.ledgerSize; i++) {
            LedgerEntry entry = state.ledger[i];
            if ((own >> i & 1) == 1 && settings.isApart(entry.dripFeed) == isApart) {
                int submittedAt = entry.order == NONE ? entry.boughtAt : state.orders[entry.order].submittedAt;
                int acceptedAt = entry.order == NONE ? entry.boughtAt : state.orders[entry.order].acceptedAt;
                Neighbour neighbour = new Neighbour(
                        Integer.toString(id(state, i)), ModelTime.instant(submittedAt), ModelTime.instant(acceptedAt));
                if (acceptedAt < requestedAt) {
                    before.add(neighbour);
                } else if (acceptedAt > ModelTime.settledAt(requestedAt)) {
                    after.add(neighbour);
                }
            }
        }
        Instant settledAt = ModelTime.instant(ModelTime.settledAt(requestedAt));
        return new OpenDoubt(
                orderId(order),
                fence,
                kind(isApart),
                ModelTime.instant(requestedAt),
                settledAt,
                IdRange.between(before, after, settledAt, Duration.ZERO),
                Optional.of(CHARGE),
                QUANTITY,
                Optional.empty(),
                cleanSearches,
                silentRounds);
    }

    private static StatusKind kind(boolean isApart) {
        return isApart ? StatusKind.DRIP_FEED : StatusKind.NORMAL;
    }

    private static OrderId orderId(int order) {
        return new OrderId(order + 1);
    }
}
