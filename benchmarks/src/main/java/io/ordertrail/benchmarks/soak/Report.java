package io.ordertrail.benchmarks.soak;

import io.ordertrail.benchmarks.Figures;
import io.ordertrail.benchmarks.soak.OrderTableReader.LeftDoubt;
import io.ordertrail.benchmarks.soak.Violation.Rule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The result of a soak.
 *
 * @param busy from the first order until the last order was sent and the last disruption was over
 * @param boughtByHand how many orders were bought at the shared account beside Ordertrail
 * @param faults how often the simulator injected which fault
 * @param disruptions how often which disruption was done
 * @param notReached of these, crash points and answers that the work did not come to in time
 */
public record Report(
        Soak.Plan plan,
        Duration busy,
        int orders,
        int boughtByHand,
        Map<String, Long> faults,
        Map<String, Integer> disruptions,
        List<String> notReached,
        Doubts doubts,
        Published published,
        Delivered delivered,
        List<Violation> violations) {

    private static final int SHOWN = 30;

    /**
     * Orders in doubt.
     *
     * @param all how often an order was in doubt
     * @param fixed of these, how often one of a quantity that many orders have
     * @param unexplained by no injected fault and no disruption
     * @param decisions how often each decision ended a doubt
     * @param left the doubts that were left to an operator
     * @param leftFixed of these, how many of orders of a fixed quantity
     */
    record Doubts(
            int all,
            int fixed,
            List<TopicLog.Doubt> unexplained,
            Map<String, Long> decisions,
            List<LeftDoubt> left,
            int leftFixed) {

        long leftAtSharedAccount() {
            return left.stream()
                    .filter(doubt -> doubt.panel().equals(SoakOrders.SHARED_PANEL))
                    .count();
        }

        Map<String, Long> reasons() {
            return left.stream()
                    .collect(Collectors.groupingBy(
                            doubt -> doubt.panel() + ": " + doubt.reason(), Collectors.counting()));
        }
    }

    /** Events on topics, and changes of status by the ledger. */
    record Published(int events, int owed, int published, long twice) {}

    /** Webhooks. */
    record Delivered(int events, int deliveries, long attempts, long repeats, long wrong, long lost) {}

    /** Returns how many doubts no fault explains: none in a run without faults (I4). */
    public int unexplainedDoubts() {
        return doubts.unexplained().size();
    }

    /** Returns how often an order was in doubt. */
    public int allDoubts() {
        return doubts.all();
    }

    /** Prints the tables. */
    public void print() {
        table("Injected faults", faults);
        table("Disruptions", disruptions);
        System.out.printf("(%d not reached in time: %s)%n", notReached.size(), notReached);
        table("Decisions on doubts", doubts.decisions());
        table("Doubts left to an operator", doubts.reasons());
        if (!doubts.unexplained().isEmpty()) {
            System.out.printf(
                    "%n%d doubts that no fault explains, such as%n",
                    doubts.unexplained().size());
            doubts.unexplained().stream().limit(SHOWN).forEach(doubt -> System.out.println("  " + doubt));
        }
        Map<Rule, Long> broken = new TreeMap<>();
        violations.forEach(violation -> broken.merge(violation.rule(), 1L, Long::sum));
        table("Violations", broken);
        violations.stream().limit(SHOWN).forEach(violation -> System.out.println("  " + violation));
        System.out.printf(
                "%n%d orders in %d s, %.0f a second, disruptions included%n",
                orders, busy.toSeconds(), orders * 1000.0 / busy.toMillis());
    }

    private static void table(String title, Map<?, ? extends Number> rows) {
        System.out.printf("%n%s%n", title);
        if (rows.isEmpty()) {
            System.out.println("       none");
        }
        new TreeMap<>(rows).forEach((name, count) -> System.out.printf("%10d  %s%n", count.longValue(), name));
    }

    /** Returns the last line. */
    public Figures figures() {
        return new Figures()
                .put("seed", plan.seed())
                .put("orders", orders)
                .put(
                        "kills",
                        disruptions.values().stream()
                                .mapToInt(Integer::intValue)
                                .sum())
                .put(
                        "faults",
                        faults.values().stream().mapToLong(Long::longValue).sum())
                .put("doubts", doubts.all())
                .put("resolved", doubts.all() - doubts.left().size())
                .put("leftToPerson", doubts.left().size())
                .put("leftAtSharedAccount", doubts.leftAtSharedAccount())
                .put("doubtsFixed", doubts.fixed())
                .put("resolvedFixed", doubts.fixed() - doubts.leftFixed())
                .put("doubtsRandom", doubts.all() - doubts.fixed())
                .put(
                        "resolvedRandom",
                        doubts.all() - doubts.fixed() - (doubts.left().size() - doubts.leftFixed()))
                .put("unexplainedDoubts", doubts.unexplained().size())
                .put("wrongAdoptions", count(Rule.WRONG_ADOPTION))
                .put("boughtTwice", count(Rule.BOUGHT_TWICE))
                .put("wrongCharges", count(Rule.WRONG_CHARGE))
                .put("lost", count(Rule.LOST) + count(Rule.BOUGHT_AND_FORGOTTEN) + count(Rule.REJECTED_THOUGH_BOUGHT))
                .put("submittedAfterCancel", count(Rule.SUBMITTED_AFTER_CANCEL))
                .put("boughtByHand", boughtByHand)
                .put("notReached", notReached.size())
                .put("changes", published.owed())
                .put("published", published.published())
                .put("publishedTwice", published.twice() + count(Rule.REVISION_REUSED))
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
