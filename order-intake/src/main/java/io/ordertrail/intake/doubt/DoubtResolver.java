package io.ordertrail.intake.doubt;

import static java.util.stream.Collectors.toMap;

import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.intake.doubt.Resolution.Absent;
import io.ordertrail.intake.doubt.Resolution.Adopt;
import io.ordertrail.intake.doubt.Resolution.CleanSearch;
import io.ordertrail.intake.doubt.Resolution.NeedsOperator;
import io.ordertrail.intake.doubt.Resolution.NotYet;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Decides what became of the orders of one panel that are in doubt, from what a search of its ids saw. It never guesses:
 * an order is adopted only if it is the one that fits and nothing else can be meant, it is absent only if the range it
 * must be in was closed and searched whole; all else waits, or is left to a person. Deterministic.
 */
final class DoubtResolver {

    private final BigDecimal tolerance;

    /**
     * @param tolerance how far a charge may be from what is expected, as a share of it, and still fit
     */
    DoubtResolver(BigDecimal tolerance) {
        this.tolerance = tolerance;
    }

    /** A finding for each doubt. */
    Map<OrderId, Resolution> findings(List<OpenDoubt> doubts, IdScanResult seen, BalanceEvidence balance, Instant now) {
        Map<OpenDoubt, List<UnmatchedPanelOrder>> fitting = doubts.stream()
                .collect(toMap(
                        Function.identity(),
                        doubt -> seen.strangers().stream()
                                .filter(stranger -> fits(doubt, stranger))
                                .toList(),
                        (first, _) -> first,
                        LinkedHashMap::new));
        Map<OpenDoubt, List<UnmatchedPanelOrder>> apart = toldApart(fitting);
        Map<OrderId, Resolution> findings = new LinkedHashMap<>();
        doubts.forEach(doubt -> findings.put(doubt.order(), finding(doubt, apart, seen, balance, now)));
        return findings;
    }

    /**
     * An order at the panel that only one doubt can be is that doubt's, and then no other is: each was submitted once. That
     * may leave others with one that only they can be.
     */
    private static Map<OpenDoubt, List<UnmatchedPanelOrder>> toldApart(
            Map<OpenDoubt, List<UnmatchedPanelOrder>> fitting) {
        Map<OpenDoubt, List<UnmatchedPanelOrder>> apart = new LinkedHashMap<>(fitting);
        boolean more = true;
        while (more) {
            more = false;
            for (Map.Entry<OpenDoubt, List<UnmatchedPanelOrder>> entry : apart.entrySet()) {
                List<UnmatchedPanelOrder> onlyIts = entry.getValue().stream()
                        .filter(stranger -> rivalsFor(List.of(stranger), apart).size() == 1)
                        .toList();
                if (onlyIts.size() == 1 && entry.getValue().size() > 1) {
                    entry.setValue(onlyIts);
                    more = true;
                }
            }
        }
        return apart;
    }

    private Resolution finding(
            OpenDoubt doubt,
            Map<OpenDoubt, List<UnmatchedPanelOrder>> fitting,
            IdScanResult seen,
            BalanceEvidence balance,
            Instant now) {
        if (now.isBefore(doubt.settledAt())) {
            return new NotYet("The panel may still take it until " + doubt.settledAt() + ".");
        }
        if (doubt.floor().isEmpty()) {
            return new NeedsOperator(
                    "No order of ours with a numbered id came before it: nothing bounds the search.", List.of());
        }
        List<UnmatchedPanelOrder> candidates = fitting.getOrDefault(doubt, List.of());
        List<UnmatchedPanelOrder> unexplained = unexplained(doubt, fitting, seen);
        if (!unexplained.isEmpty()) {
            return new NeedsOperator(
                    "The panel answers for orders that none of ours in doubt explains; its answers prove nothing here.",
                    ids(unexplained));
        }
        return candidates.isEmpty()
                ? whenNothingFits(doubt, seen, balance)
                : whenSomethingFits(doubt, candidates, fitting);
    }

    /** Orders in this doubt's range that fit no doubt at all: other people's, or changed beyond recognition. */
    private static List<UnmatchedPanelOrder> unexplained(
            OpenDoubt doubt, Map<OpenDoubt, List<UnmatchedPanelOrder>> fitting, IdScanResult seen) {
        return seen.strangers().stream()
                .filter(stranger -> doubt.mayBe(stranger.id()))
                .filter(stranger -> fitting.values().stream().noneMatch(list -> list.contains(stranger)))
                .toList();
    }

    private static Resolution whenSomethingFits(
            OpenDoubt doubt, List<UnmatchedPanelOrder> candidates, Map<OpenDoubt, List<UnmatchedPanelOrder>> fitting) {
        List<OpenDoubt> rivals = rivalsFor(candidates, fitting);
        if (candidates.size() == 1 && rivals.size() == 1) {
            return adopt(candidates.getFirst());
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
            return adopt(inOrder.get(rivals.indexOf(doubt)));
        }
        return new NeedsOperator(
                "%d orders in doubt and %d at the panel fit each other; which is whose cannot be told."
                        .formatted(rivals.size(), candidates.size()),
                ids(candidates));
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

    private static Resolution whenNothingFits(OpenDoubt doubt, IdScanResult seen, BalanceEvidence balance) {
        if (doubt.ceiling().isEmpty()) {
            return new NotYet("No later order of ours closes the range of ids yet.");
        }
        if (!seen.covers(doubt.floor().orElseThrow(), doubt.ceiling().orElseThrow())) {
            return new NotYet("The range of ids could not be searched whole: some ids did not answer.");
        }
        return switch (balance) {
            case DID_NOT_MOVE ->
                new Absent("No order of ours from %d to %d, and the balance did not move."
                        .formatted(
                                doubt.floor().orElseThrow() + 1, doubt.ceiling().orElseThrow() - 1));
            case MOVED_BY_A_CHARGE ->
                new NeedsOperator(
                        "No order in the closed range, yet the balance is lower by what it costs.", List.of());
            case SAYS_NOTHING ->
                doubt.cleanSearches() >= 1
                        ? new Absent("No order of ours from %d to %d, searched whole twice."
                                .formatted(
                                        doubt.floor().orElseThrow() + 1,
                                        doubt.ceiling().orElseThrow() - 1))
                        : new CleanSearch();
        };
    }

    private boolean fits(OpenDoubt doubt, UnmatchedPanelOrder stranger) {
        if (!doubt.mayBe(stranger.id())
                || doubt.charge().isEmpty()
                || stranger.charge().isEmpty()) {
            return false;
        }
        BigDecimal expected = doubt.charge().get();
        BigDecimal difference = expected.subtract(stranger.charge().get()).abs();
        boolean chargeFits = difference.compareTo(expected.abs().multiply(tolerance)) <= 0;
        boolean quantityFits = stranger.remains().isEmpty()
                || doubt.quantity().isEmpty()
                || stranger.remains().getAsLong() <= doubt.quantity().getAsLong();
        return chargeFits && quantityFits;
    }

    private static Resolution adopt(UnmatchedPanelOrder stranger) {
        return new Adopt(new PanelOrderId(Long.toString(stranger.id())));
    }

    private static List<PanelOrderId> ids(List<UnmatchedPanelOrder> strangers) {
        return strangers.stream()
                .map(stranger -> new PanelOrderId(Long.toString(stranger.id())))
                .limit(20)
                .toList();
    }
}
