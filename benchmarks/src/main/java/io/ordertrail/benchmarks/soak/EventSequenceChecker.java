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
 * Invariant I5 from the panels' side: compares the states of each order in the ledger with the states that were
 * published. A change must be published if it is the last, or if it lasted longer than the time between two polls,
 * disruptions not counted.
 */
final class EventSequenceChecker {

    /**
     * How long after a disruption another replica needs to own and load the orders of one that is gone: the session
     * timeout of the soak's consumers, and some seconds.
     */
    private static final Duration TAKING_OVER = Duration.ofSeconds(12);

    private final Duration poll;
    private int published;
    private final List<String> missed = new ArrayList<>();
    private final List<String> invented = new ArrayList<>();

    private EventSequenceChecker(Duration poll) {
        this.poll = poll;
    }

    /**
     * @param statuses the panels' words that were published, by reference
     * @param references of the accepted orders, by link: an order in doubt has no changes to publish
     * @param disruptions when changes need not be noticed
     * @param poll a change that lasted longer must be published
     */
    static EventSequenceChecker check(
            List<SoakLedgerOrder> ledger,
            Map<String, List<String>> statuses,
            Map<String, String> references,
            List<Window> disruptions,
            Duration poll) {
        EventSequenceChecker changes = new EventSequenceChecker(poll);
        List<Window> unowned = unowned(disruptions);
        for (SoakLedgerOrder order : ledger) {
            String reference = references.get(order.link());
            if (reference != null && !order.isRun() && !order.changes().isEmpty()) {
                changes.check(order, statuses.getOrDefault(reference, List.of()), unowned);
            }
        }
        return changes;
    }

    private void check(SoakLedgerOrder order, List<String> words, List<Window> unowned) {
        List<Change> real = distinct(order.changes());
        boolean[] seen = published(real, words);
        int matched = 0;
        String known = "";
        for (int i = 0; i < real.size(); i++) {
            boolean last = i == real.size() - 1;
            if (seen[i]) {
                matched++;
                known = real.get(i).status();
            } else if (real.get(i).status().equals(known)) {
                continue; // it came back before the next poll: the last published state is true again
            } else if (last || isLong(real.get(i).at(), real.get(i + 1).at(), unowned)) {
                missed.add("%s at %s: %s is not published; published were %s, the panel had %s"
                        .formatted(order.link(), order.panel(), real.get(i), words, real));
            }
        }
        published += matched;
        if (matched < words.size()) {
            invented.add("%s at %s: published were %s, but the panel had %s"
                    .formatted(order.link(), order.panel(), words, real));
        }
    }

    /** Returns which changes were published: the longest sequence that both have in common. */
    private static boolean[] published(List<Change> real, List<String> words) {
        int[][] common = new int[real.size() + 1][words.size() + 1];
        for (int i = real.size() - 1; i >= 0; i--) {
            for (int j = words.size() - 1; j >= 0; j--) {
                common[i][j] = real.get(i).status().equals(words.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        boolean[] published = new boolean[real.size()];
        int j = 0;
        for (int i = 0; i < real.size() && j < words.size(); ) {
            if (real.get(i).status().equals(words.get(j))) {
                published[i++] = true;
                j++;
            } else if (common[i + 1][j] >= common[i][j + 1]) {
                i++;
            } else {
                j++;
            }
        }
        return published;
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
        return seen.compareTo(poll) > 0;
    }

    /** Returns the windows extended by the time of taking over, merged so that none overlap. */
    private static List<Window> unowned(List<Window> disruptions) {
        List<Window> unowned = new ArrayList<>();
        List<Window> sorted =
                disruptions.stream().sorted(Comparator.comparing(Window::from)).toList();
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

    /** Returns how many changes were published or had to be. */
    int owed() {
        return published + missed.size();
    }

    int published() {
        return published;
    }

    /** Returns a line for each change that had to be published and was not. */
    List<String> missed() {
        return List.copyOf(missed);
    }

    /** Returns a line for each order of which a change was published that never was, or in another order. */
    List<String> invented() {
        return List.copyOf(invented);
    }
}
