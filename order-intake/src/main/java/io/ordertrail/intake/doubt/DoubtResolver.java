package io.ordertrail.intake.doubt;

import static java.util.stream.Collectors.toMap;

import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.intake.doubt.IdRange.Closed;
import io.ordertrail.intake.doubt.IdRange.Open;
import io.ordertrail.intake.doubt.IdRange.Unusable;
import io.ordertrail.intake.doubt.Resolution.Absent;
import io.ordertrail.intake.doubt.Resolution.Adopt;
import io.ordertrail.intake.doubt.Resolution.CleanSearch;
import io.ordertrail.intake.doubt.Resolution.NeedsOperator;
import io.ordertrail.intake.doubt.Resolution.NoAnswer;
import io.ordertrail.intake.doubt.Resolution.NotYet;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Decides about the submissions to one panel that are in doubt, from a search of its ids and from its balance. It never
 * guesses: an order is adopted only if it is the only one that fits and the range is closed or the balance confirms it; it
 * is absent only if the range it must be in was closed and completely searched, or if the balance proves it. All else
 * waits, or needs an operator. Deterministic.
 */
public final class DoubtResolver {

    private static final int MOST_CANDIDATES = 20;

    private final Rules rules;

    /**
     * @param rules for the panel
     */
    public DoubtResolver(Rules rules) {
        this.rules = rules;
    }

    /**
     * The settings that decide.
     *
     * @param tolerance how far a charge may be from what is expected, as a share of it, and still fit
     * @param widestRange how many ids are searched for one doubt at most
     * @param silentRounds after how many rounds without an answer an operator is asked
     * @param exclusiveAccount whether all that is bought at the account is bought by us
     */
    public record Rules(BigDecimal tolerance, long widestRange, int silentRounds, boolean exclusiveAccount) {}

    /**
     * What is known at one moment.
     *
     * @param scan the answers of the panel, without orders that are ours
     * @param balance the balance as a witness, by order; no entry says nothing
     * @param underWaySince when the oldest submission began that was under way when the search had ended
     * @param unknownChildren why an order that answered may be a child of one of ours, or empty
     */
    public record Observation(
            IdScanResult scan,
            Map<OrderId, BalanceEvidence> balance,
            Optional<Instant> underWaySince,
            Optional<String> unknownChildren) {}

    /** Returns a resolution for each doubt. */
    public Map<OrderId, Resolution> resolve(List<OpenDoubt> doubts, Observation seen, Instant now) {
        ChargeMatch charges = ChargeMatch.of(rules.tolerance(), seen.scan().unmatched());
        Map<OpenDoubt, List<UnmatchedPanelOrder>> fitting = doubts.stream()
                .collect(toMap(
                        Function.identity(),
                        doubt -> seen.scan().unmatched().stream()
                                .filter(found -> fits(doubt, found, charges))
                                .toList(),
                        (first, _) -> first,
                        LinkedHashMap::new));
        Map<OpenDoubt, List<UnmatchedPanelOrder>> apart = attributed(fitting);
        Map<OrderId, Resolution> resolutions = new LinkedHashMap<>();
        doubts.forEach(doubt -> resolutions.put(doubt.order(), resolution(doubt, apart, seen, now)));
        return resolutions;
    }

    /** Whether no search of ids can prove this doubt absent, now or ever: only the balance or an operator can. */
    public boolean isBeyondSearch(OpenDoubt doubt) {
        return !(doubt.range() instanceof Closed) || isOnlyAssumed(doubt.range()) || isTooWide(doubt.range());
    }

    /** Returns the ids to ask the panel about for this doubt; empty if none would help. */
    public Optional<SearchedRange> searchFor(OpenDoubt doubt, long searchAhead, Instant now) {
        if (doubt.isUnsettled(now) || doubt.answeredId().isPresent() || isTooWide(doubt.range())) {
            return Optional.empty();
        }
        return switch (doubt.range()) {
            case Open(long floor) -> Optional.of(new SearchedRange(doubt.kind(), floor + 1, floor + searchAhead));
            case Closed closed -> inside(doubt, closed);
            case Unusable _ -> Optional.empty();
        };
    }

    private static Optional<SearchedRange> inside(OpenDoubt doubt, Closed range) {
        return range.floor() + 1 == range.ceiling()
                ? Optional.empty()
                : Optional.of(new SearchedRange(doubt.kind(), range.floor() + 1, range.ceiling() - 1));
    }

    private boolean isTooWide(IdRange range) {
        return range instanceof Closed(long floor, long ceiling, Instant _, boolean _)
                && ceiling - floor - 1 > rules.widestRange();
    }

    /**
     * An order at the panel that only one doubt can be is that doubt's, and then no other is: each was submitted once. That
     * may leave others with one that only they can be.
     */
    private static Map<OpenDoubt, List<UnmatchedPanelOrder>> attributed(
            Map<OpenDoubt, List<UnmatchedPanelOrder>> fitting) {
        Map<OpenDoubt, List<UnmatchedPanelOrder>> apart = new LinkedHashMap<>(fitting);
        boolean more = true;
        while (more) {
            more = false;
            for (Map.Entry<OpenDoubt, List<UnmatchedPanelOrder>> entry : apart.entrySet()) {
                List<UnmatchedPanelOrder> onlyIts = entry.getValue().stream()
                        .filter(found -> rivalsFor(List.of(found), apart).size() == 1)
                        .toList();
                if (onlyIts.size() == 1 && entry.getValue().size() > 1) {
                    entry.setValue(onlyIts);
                    more = true;
                }
            }
        }
        return apart;
    }

    private Resolution resolution(
            OpenDoubt doubt, Map<OpenDoubt, List<UnmatchedPanelOrder>> fitting, Observation seen, Instant now) {
        if (doubt.answeredId().isPresent()) {
            PanelOrderId id = doubt.answeredId().get();
            return new NeedsOperator(
                    "The panel answered the id %s, which another order of ours has.".formatted(id), List.of(id), false);
        }
        if (doubt.isUnsettled(now)) {
            return new NotYet("The panel may still take it until " + doubt.settledAt() + ".");
        }
        if (doubt.range() instanceof Unusable(String why, boolean _)) {
            return byBalance(doubt, why, seen);
        }
        if (isTooWide(doubt.range())) {
            return byBalance(
                    doubt, "The lost order is one of more ids than are searched: %s.".formatted(text(doubt)), seen);
        }
        if (mayBeUnderWay(doubt, seen.underWaySince())) {
            return new NotYet("An order that is being submitted now may be in the range.");
        }
        if (seen.unknownChildren().isPresent()
                && seen.scan().unmatched().stream().anyMatch(doubt::mayBe)) {
            return noAnswer(doubt, seen.unknownChildren().get(), List.of());
        }
        List<UnmatchedPanelOrder> candidates = fitting.getOrDefault(doubt, List.of());
        if (isOnlyAssumed(doubt.range())) {
            return belowTheFirst(doubt, candidates, fitting, seen);
        }
        List<UnmatchedPanelOrder> unexplained = unexplained(doubt, fitting, seen.scan());
        // One that this order cannot be says nothing about it, but shows that not all that answers is ours.
        List<UnmatchedPanelOrder> barring = candidates.isEmpty() ? couldBe(doubt, unexplained) : unexplained;
        if (!barring.isEmpty()) {
            return new NeedsOperator(
                    barring.stream().allMatch(found -> found.charge().isEmpty())
                            ? "The panel answers for orders in the range without a charge: nothing can be compared."
                            : "The panel answers for orders that none of ours in doubt explains; its answers prove nothing here.",
                    ids(barring),
                    true);
        }
        return candidates.isEmpty()
                ? whenNothingFits(doubt, seen)
                : whenSomethingFits(doubt, candidates, fitting, seen);
    }

    /** The ids prove nothing: the balance does, or an operator decides. A search is no proof here. */
    private Resolution byBalance(OpenDoubt doubt, String why, Observation seen) {
        BalanceEvidence evidence = evidence(doubt, seen);
        boolean mayChange = doubt.range() instanceof Unusable range && !range.isForGood();
        if (mayChange && evidence != BalanceEvidence.PROVES_ABSENCE) {
            return new NotYet(why);
        }
        return switch (evidence) {
            case PROVES_ABSENCE -> new Absent("The balance did not move, and nothing was given back. " + why);
            case MOVED_BY_THE_CHARGE ->
                new NeedsOperator(
                        "It was bought: the balance is lower by just what it costs. Its id must be found at the panel. "
                                + why,
                        List.of(),
                        false);
            case DID_NOT_MOVE, SAYS_NOTHING -> new NeedsOperator(why, List.of(), true);
        };
    }

    /** Others move the balance of an account that is not ours alone. */
    private BalanceEvidence evidence(OpenDoubt doubt, Observation seen) {
        return rules.exclusiveAccount()
                ? seen.balance().getOrDefault(doubt.order(), BalanceEvidence.SAYS_NOTHING)
                : BalanceEvidence.SAYS_NOTHING;
    }

    /** What began after the range was closed has an id above it. */
    private static boolean mayBeUnderWay(OpenDoubt doubt, Optional<Instant> since) {
        return since.isPresent()
                && !(doubt.range() instanceof Closed(long _, long _, Instant closedAt, boolean _)
                        && !since.get().isBefore(closedAt));
    }

    /** Orders in this doubt's range that fit no doubt at all: other people's, or changed beyond recognition. */
    private static List<UnmatchedPanelOrder> unexplained(
            OpenDoubt doubt, Map<OpenDoubt, List<UnmatchedPanelOrder>> fitting, IdScanResult scan) {
        return scan.unmatched().stream()
                .filter(doubt::mayBe)
                .filter(found -> fitting.values().stream().noneMatch(list -> list.contains(found)))
                .toList();
    }

    private List<UnmatchedPanelOrder> couldBe(OpenDoubt doubt, List<UnmatchedPanelOrder> unexplained) {
        ChargeMatch charges = ChargeMatch.of(rules.tolerance(), unexplained);
        return unexplained.stream()
                .filter(found ->
                        doubt.charge().isEmpty() || charges.mayBe(doubt.charge().get(), found))
                .toList();
    }

    private Resolution whenSomethingFits(
            OpenDoubt doubt,
            List<UnmatchedPanelOrder> candidates,
            Map<OpenDoubt, List<UnmatchedPanelOrder>> fitting,
            Observation seen) {
        List<OpenDoubt> rivals = rivalsFor(candidates, fitting);
        if (candidates.size() == 1 && rivals.size() == 1) {
            return adopt(doubt, candidates.getFirst(), seen);
        }
        boolean allTaken = rivals.size() == candidates.size()
                && rivals.stream()
                        .allMatch(
                                rival -> fitting.getOrDefault(rival, List.of()).equals(candidates));
        if (allTaken && oneAfterTheOther(rivals)) {
            // Each was settled before the next was submitted, and panels number in sequence.
            List<UnmatchedPanelOrder> inOrder = candidates.stream()
                    .sorted(Comparator.comparingLong(UnmatchedPanelOrder::id))
                    .toList();
            return adopt(doubt, inOrder.get(rivals.indexOf(doubt)), seen);
        }
        return new NeedsOperator(
                "%d orders in doubt and %d at the panel fit each other; which belongs to which is unknown."
                        .formatted(rivals.size(), candidates.size()),
                ids(candidates),
                false);
    }

    /** Being the only one that was seen is not enough: nothing may be left that was not seen, or the balance agrees. */
    private Resolution adopt(OpenDoubt doubt, UnmatchedPanelOrder found, Observation seen) {
        List<PanelOrderId> candidate = List.of(found.panelOrderId());
        if (!rules.exclusiveAccount()) {
            return new NeedsOperator(
                    "One order at the panel fits, but the account is not ours alone (exclusive-account).",
                    candidate,
                    false);
        }
        return switch (evidence(doubt, seen)) {
            case MOVED_BY_THE_CHARGE -> new Adopt(found.panelOrderId());
            case DID_NOT_MOVE, PROVES_ABSENCE ->
                new NeedsOperator("One order at the panel fits, yet the balance did not move.", candidate, false);
            case SAYS_NOTHING -> {
                Optional<Resolution> missing = missing(doubt, candidate, seen.scan());
                yield missing.orElseGet(() -> new Adopt(found.panelOrderId()));
            }
        };
    }

    /** The doubts that one of these may be, the oldest first. */
    private static List<OpenDoubt> rivalsFor(
            List<UnmatchedPanelOrder> candidates, Map<OpenDoubt, List<UnmatchedPanelOrder>> fitting) {
        return fitting.entrySet().stream()
                .filter(entry -> entry.getValue().stream().anyMatch(candidates::contains))
                .map(Map.Entry::getKey)
                .sorted(Comparator.comparing(OpenDoubt::requestedAt))
                .toList();
    }

    private static boolean oneAfterTheOther(List<OpenDoubt> doubts) {
        for (int i = 1; i < doubts.size(); i++) {
            if (doubts.get(i).requestedAt().isBefore(doubts.get(i - 1).settledAt())) {
                return false;
            }
        }
        return true;
    }

    private Resolution whenNothingFits(OpenDoubt doubt, Observation seen) {
        if (doubt.range() instanceof Open
                && evidence(doubt, seen) == BalanceEvidence.PROVES_ABSENCE
                && !seen.scan().searched().isEmpty()
                && seen.scan().stopped().isEmpty()) {
            return new Absent("No order of ours from %s, the balance did not move, and nothing was given back."
                    .formatted(text(doubt)));
        }
        return missing(doubt, List.of(), seen.scan()).orElseGet(() -> whenNothingIsInTheRange(doubt, seen));
    }

    /**
     * Below our first order may be orders that the account had before us, and the lost one may be lower than was searched: what
     * is found or not found there counts only beside the balance.
     */
    private Resolution belowTheFirst(
            OpenDoubt doubt,
            List<UnmatchedPanelOrder> candidates,
            Map<OpenDoubt, List<UnmatchedPanelOrder>> fitting,
            Observation seen) {
        BalanceEvidence evidence = evidence(doubt, seen);
        if (evidence == BalanceEvidence.PROVES_ABSENCE) {
            return new Absent("The balance did not move, and nothing was given back.");
        }
        boolean isOnlyOne =
                candidates.size() == 1 && rivalsFor(candidates, fitting).size() == 1;
        if (isOnlyOne && evidence == BalanceEvidence.MOVED_BY_THE_CHARGE) {
            return new Adopt(candidates.getFirst().panelOrderId());
        }
        return missing(doubt, List.of(), seen.scan())
                .orElseGet(() -> new NeedsOperator(
                        "No earlier order of ours says from where on an id from %s can be this order, and the balance does not say either."
                                .formatted(text(doubt)),
                        ids(candidates),
                        true));
    }

    private Resolution whenNothingIsInTheRange(OpenDoubt doubt, Observation seen) {
        return switch (evidence(doubt, seen)) {
            case DID_NOT_MOVE, PROVES_ABSENCE ->
                new Absent("No order of ours from %s, and the balance did not move.".formatted(text(doubt)));
            case MOVED_BY_THE_CHARGE ->
                new NeedsOperator(
                        "No order in the closed range, yet the balance is lower by what it costs.", List.of(), false);
            case SAYS_NOTHING ->
                doubt.cleanSearches() >= 1
                        ? new Absent("No order of ours from %s, completely searched twice.".formatted(text(doubt)))
                        : new CleanSearch();
        };
    }

    private static boolean isOnlyAssumed(IdRange range) {
        return range instanceof Closed closed && !closed.isFloorKnown();
    }

    /** The reason why a search does not count as complete, or empty. */
    private Optional<Resolution> missing(OpenDoubt doubt, List<PanelOrderId> candidates, IdScanResult scan) {
        Optional<SearchedRange> range =
                doubt.range() instanceof Closed closed ? inside(doubt, closed) : Optional.empty();
        if (!(doubt.range() instanceof Closed)) {
            return Optional.of(
                    scan.stopped().isPresent()
                            ? noAnswer(
                                    doubt,
                                    "The search stopped: %s."
                                            .formatted(scan.stopped().get()),
                                    candidates)
                            : new NotYet("No later order of ours closes the range of ids yet.", candidates));
        }
        if (range.isEmpty()) {
            return Optional.empty();
        }
        if (scan.isSilentIn(range.get())) {
            return Optional.of(noAnswer(
                    doubt, "The search is not complete: the panel says neither yes nor no for some ids.", candidates));
        }
        if (scan.asked(range.get())) {
            return Optional.empty();
        }
        return Optional.of(
                scan.stopped().isPresent()
                        ? noAnswer(
                                doubt,
                                "The search stopped: %s."
                                        .formatted(scan.stopped().get()),
                                candidates)
                        : new NotYet("The search goes on in the next round.", candidates));
    }

    private Resolution noAnswer(OpenDoubt doubt, String why, List<PanelOrderId> candidates) {
        return doubt.silentRounds() + 1 >= rules.silentRounds()
                ? new NeedsOperator(why, candidates, true)
                : new NoAnswer(why);
    }

    private static boolean fits(OpenDoubt doubt, UnmatchedPanelOrder found, ChargeMatch charges) {
        if (!doubt.mayBe(found) || doubt.charge().isEmpty()) {
            return false;
        }
        boolean quantityFits = found.remains().isEmpty()
                || doubt.quantity().isEmpty()
                || found.remains().getAsLong() <= doubt.quantity().getAsLong();
        return quantityFits && charges.fits(doubt.charge().get(), doubt.quantity(), found);
    }

    /** Whether a charge is the expected one. */
    static boolean isExpected(BigDecimal expected, BigDecimal charge, BigDecimal tolerance) {
        return expected.subtract(charge).abs().compareTo(expected.abs().multiply(tolerance)) <= 0;
    }

    private static String text(OpenDoubt doubt) {
        return switch (doubt.range()) {
            case Open(long floor) -> "%d on".formatted(floor + 1);
            case Closed(long floor, long ceiling, Instant _, boolean _) -> "%d to %d".formatted(floor + 1, ceiling - 1);
            case Unusable(String why, boolean _) -> why;
        };
    }

    private static List<PanelOrderId> ids(List<UnmatchedPanelOrder> found) {
        return found.stream()
                .map(UnmatchedPanelOrder::panelOrderId)
                .limit(MOST_CANDIDATES)
                .toList();
    }
}
