package io.ordertrail.benchmarks.soak;

import io.ordertrail.benchmarks.soak.Nemesis.Window;
import io.ordertrail.benchmarks.soak.SoakLedgerOrder.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Invariant I5 from the panels' side: what the ledger says became of each order against what was told of it. A change is
 * owed if it is the last, or if it lasted longer than the time between two looks, what was harmed meanwhile not counted.
 */
final class EventSequenceChecker {

    /**
     * After harm, until somebody owns and has loaded the orders of a replica that is gone: the session timeout of the
     * soak's consumers, and some seconds.
     */
    private static final Duration TAKING_OVER = Duration.ofSeconds(12);

    private final Duration aPoll;
    private int told;
    private final List<String> missed = new ArrayList<>();
    private final List<String> invented = new ArrayList<>();

    private EventSequenceChecker(Duration aPoll) {
        this.aPoll = aPoll;
    }

    /**
     * @param statuses the panels' words told, by reference
     * @param aPoll what lasted longer was there to be seen
     * @param references of the accepted orders, by link: nothing is owed of an order that is in doubt
     */
    static EventSequenceChecker check(
            List<SoakLedgerOrder> ledger,
            Map<String, List<String>> statuses,
            Map<String, String> references,
            List<Window> harmed,
            Duration aPoll) {
        EventSequenceChecker changes = new EventSequenceChecker(aPoll);
        List<Window> unowned = unowned(harmed);
        for (SoakLedgerOrder order : ledger) {
            String reference = references.get(order.link());
            if (reference != null && !order.changes().isEmpty()) {
                changes.check(order, statuses.getOrDefault(reference, List.of()), unowned);
            }
        }
        return changes;
    }

    private void check(SoakLedgerOrder order, List<String> words, List<Window> unowned) {
        List<Change> real = distinct(order.changes());
        boolean[] seen = told(real, words);
        int matched = 0;
        String known = "";
        for (int i = 0; i < real.size(); i++) {
            boolean last = i == real.size() - 1;
            if (seen[i]) {
                matched++;
                known = real.get(i).status();
            } else if (real.get(i).status().equals(known)) {
                continue; // it came back before anybody looked: what was told is true again
            } else if (last || isLong(real.get(i).at(), real.get(i + 1).at(), unowned)) {
                missed.add("%s at %s: %s is not told; told were %s, it was %s"
                        .formatted(order.link(), order.panel(), real.get(i), words, real));
            }
        }
        told += matched;
        if (matched < words.size()) {
            invented.add("%s at %s: told were %s, but it was %s".formatted(order.link(), order.panel(), words, real));
        }
    }

    /** Which changes were told: the longest sequence that both have in common. */
    private static boolean[] told(List<Change> real, List<String> words) {
        int[][] common = new int[real.size() + 1][words.size() + 1];
        for (int i = real.size() - 1; i >= 0; i--) {
            for (int j = words.size() - 1; j >= 0; j--) {
                common[i][j] = real.get(i).status().equals(words.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        boolean[] told = new boolean[real.size()];
        int j = 0;
        for (int i = 0; i < real.size() && j < words.size(); ) {
            if (real.get(i).status().equals(words.get(j))) {
                told[i++] = true;
                j++;
            } else if (common[i + 1][j] >= common[i][j + 1]) {
                i++;
            } else {
                j++;
            }
        }
        return told;
    }

    private static List<Change> distinct(List<Change> changes) {
        List<Change> distinct = new ArrayList<>();
        for (Change change : changes) {
            if (distinct.isEmpty() || !distinct.getLast().status().equals(change.status())) {
                distinct.add(change);
            }
        }
        return distinct;
    }

    private boolean isLong(Instant from, Instant to, List<Window> unowned) {
        Duration seen = Duration.between(from, to);
        for (Window window : unowned) {
            Instant begin = from.isAfter(window.from()) ? from : window.from();
            Instant end = to.isBefore(window.to()) ? to : window.to();
            if (begin.isBefore(end)) {
                seen = seen.minus(Duration.between(begin, end));
            }
        }
        return seen.compareTo(aPoll) > 0;
    }

    /** The windows with what follows them, none of which overlap. */
    private static List<Window> unowned(List<Window> harmed) {
        List<Window> unowned = new ArrayList<>();
        List<Window> sorted =
                harmed.stream().sorted(Comparator.comparing(Window::from)).toList();
        for (Window window : sorted) {
            Instant over = window.to().plus(TAKING_OVER);
            if (!unowned.isEmpty() && !window.from().isAfter(unowned.getLast().to())) {
                Window before = unowned.removeLast();
                Instant later = over.isAfter(before.to()) ? over : before.to();
                unowned.add(new Window(before.from(), later));
            } else {
                unowned.add(new Window(window.from(), over));
            }
        }
        return unowned;
    }

    /** Changes that were told, and those that had to be. */
    int owed() {
        return told + missed.size();
    }

    int told() {
        return told;
    }

    /** A line for each change that was owed and not told. */
    List<String> missed() {
        return List.copyOf(missed);
    }

    /** A line for each order that something was told of which never was, or in another order. */
    List<String> invented() {
        return List.copyOf(invented);
    }
}
