package io.ordertrail.benchmarks.soak;

import io.ordertrail.benchmarks.Figures;
import io.ordertrail.benchmarks.soak.Violation.Rule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came of a soak.
 *
 * @param busy from the first order until the last order was fed and the last harm done
 * @param faults how often the simulator did what
 * @param harms how often what was done to the fleet
 * @param pointsNotReached of these, crash points that the work did not come by in time: a kill all the same
 */
public record Report(
        Soak.Plan plan,
        Duration busy,
        int orders,
        Map<String, Long> faults,
        Map<String, Integer> harms,
        Doubts doubts,
        int pointsNotReached,
        Told told,
        Delivered delivered,
        List<Violation> violations) {

    private static final int SHOWN = 30;

    /**
     * Orders in doubt.
     *
     * @param all how often an order was in doubt
     * @param unexplained by no injected fault and no harm
     * @param decisions what the last doubt of each order came to
     * @param leftToPerson why
     */
    record Doubts(
            int all, List<TopicLog.Doubt> unexplained, Map<String, Long> decisions, Map<String, Long> leftToPerson) {

        long left() {
            return leftToPerson.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** Events on topics, and changes of status by the ledger. */
    record Told(int events, int owed, int told, long toldTwice) {}

    /** Webhooks. */
    record Delivered(int events, int deliveries, long attempts, long repeats, long wrong, long lost) {}

    /** How many doubts no fault explains: none in a run without faults (I4). */
    public int unexplainedDoubts() {
        return doubts.unexplained().size();
    }

    /** How often an order was in doubt. */
    public int allDoubts() {
        return doubts.all();
    }

    /** The tables for people. */
    public void print() {
        table("Faults that the panels made", faults);
        table("Harm that was done", harms);
        System.out.printf("(crash points not come by in time, killed otherwise: %d)%n", pointsNotReached);
        table("What became of the orders in doubt", doubts.decisions());
        table("Why doubts were left to a person", doubts.leftToPerson());
        if (!doubts.unexplained().isEmpty()) {
            System.out.printf(
                    "%n%d doubts that no fault explains, such as%n",
                    doubts.unexplained().size());
            doubts.unexplained().stream().limit(SHOWN).forEach(doubt -> System.out.println("  " + doubt));
        }
        Map<Rule, Long> broken = new TreeMap<>();
        violations.forEach(violation -> broken.merge(violation.rule(), 1L, Long::sum));
        table("Promises broken", broken);
        violations.stream().limit(SHOWN).forEach(violation -> System.out.println("  " + violation));
        System.out.printf(
                "%n%d orders in %d s, %.0f a second, all harm included%n",
                orders, busy.toSeconds(), orders * 1000.0 / busy.toMillis());
    }

    private static void table(String title, Map<?, ? extends Number> rows) {
        System.out.printf("%n%s%n", title);
        if (rows.isEmpty()) {
            System.out.println("       none");
        }
        new TreeMap<>(rows).forEach((name, count) -> System.out.printf("%10d  %s%n", count.longValue(), name));
    }

    /** The last line. */
    public Figures figures() {
        return new Figures()
                .put("seed", plan.seed())
                .put("orders", orders)
                .put(
                        "kills",
                        harms.values().stream().mapToInt(Integer::intValue).sum())
                .put(
                        "faults",
                        faults.values().stream().mapToLong(Long::longValue).sum())
                .put("doubts", doubts.all())
                .put("resolved", doubts.all() - doubts.left())
                .put("leftToPerson", doubts.left())
                .put("unexplainedDoubts", doubts.unexplained().size())
                .put("wrongAdoptions", count(Rule.WRONG_ADOPTION))
                .put("boughtTwice", count(Rule.BOUGHT_TWICE))
                .put("wrongCharges", count(Rule.WRONG_CHARGE))
                .put("lost", count(Rule.LOST) + count(Rule.BOUGHT_AND_FORGOTTEN) + count(Rule.REJECTED_THOUGH_BOUGHT))
                .put("changes", told.owed())
                .put("told", told.told())
                .put("toldTwice", told.toldTwice() + count(Rule.TOLD_DIFFERENTLY))
                .put("missed", count(Rule.CHANGE_MISSED))
                .put("refilledTwice", count(Rule.REFILLED_TWICE))
                .put("events", delivered.events())
                .put("deliveries", delivered.deliveries())
                .put("attempts", delivered.attempts())
                .put("repeats", delivered.repeats())
                .put("notificationsWrong", delivered.wrong())
                .put("notificationsLost", delivered.lost())
                .put("violations", violations.size());
    }

    private long count(Rule rule) {
        return violations.stream().filter(violation -> violation.rule() == rule).count();
    }
}
