package io.ordertrail.benchmarks.soak;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A soak under way: the cluster, what is connected to it, and the phases in their order. */
final class SoakRun implements AutoCloseable {

    private static final Duration REST = Duration.ofMinutes(12);
    private static final long TRICKLE_MILLIS = 200;

    private final Soak.Plan plan;
    private final Consumer<String> progress;
    private final ServiceCluster cluster;
    private final Admin admin = new Admin();
    private final Subscribers subscribers;
    private final TopicLog log;
    private final Feed feed;
    private final Nemesis nemesis;
    private final OrderTableReader tables;
    private final LedgerReader ledger;
    private final CancelWatch cancels;
    private Duration busy = Duration.ZERO;
    private int boughtByHand;
    private List<TopicLog.Doubt> doubtsInCalm = List.of();

    /**
     * The state when no work was left. It is reported as it was then: drops go on, and a change after the last look is
     * published after it.
     *
     * @param unfinished work at the limit, or empty
     */
    record Rest(String unfinished, EventSequenceChecker changes, Report.Delivered delivered) {}

    private SoakRun(Soak.Plan plan, Consumer<String> progress, ServiceCluster cluster)
            throws IOException, InterruptedException {
        this.plan = plan;
        this.progress = progress;
        this.cluster = cluster;
        this.subscribers = Subscribers.start(cluster, admin, plan.seed());
        this.log = TopicLog.start(cluster.broker().bootstrapServers(), Subscribers.listening());
        this.feed = new Feed(cluster.broker().bootstrapServers(), new SoakOrders(plan.seed()), log, plan.seed());
        List<String> faults = plan.faultShare() > 0
                ? FaultMix.bodies(plan.faultShare(), plan.times().timeout())
                : List.of();
        this.nemesis = new Nemesis(cluster, admin, faults, plan.seed());
        this.tables = new OrderTableReader(cluster.postgres());
        this.ledger = new LedgerReader(cluster, admin);
        this.cancels = CancelWatch.start(tables);
    }

    /** Returns when the cluster is ready. */
    static SoakRun start(Soak.Plan plan, Consumer<String> progress) throws IOException, InterruptedException {
        ServiceCluster cluster = ServiceCluster.start(plan.root(), plan.times(), plan.seed());
        try {
            progress.accept("Logs and data are in " + cluster.directory());
            return new SoakRun(plan, progress, cluster);
        } catch (RuntimeException | IOException | InterruptedException e) {
            cluster.close();
            throw e;
        }
    }

    /** Buys one order at each panel: at a new panel, no order of ours bounds the range of a lost one from below. */
    void warmUp() throws InterruptedException {
        feed.close(SoakOrders.PANELS);
        awaitDecided();
    }

    /** I4: none of these may be in doubt. */
    void placeInCalm() throws InterruptedException {
        feed.allow(feed.count() + plan.calm());
        feed.publish(feed.count() + plan.calm(), CompletableFuture.completedFuture(null));
        awaitDecided();
        progress.accept(feed.count() + " orders sent without any fault or disruption");
        doubtsInCalm = log.doubts();
    }

    private void awaitDecided() throws InterruptedException {
        while (log.decided() < feed.count()) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /** Returns when all orders are sent and all disruptions are over. */
    void placeAndDisturb() throws IOException, InterruptedException {
        nemesis.injectFaults();
        Instant begin = Instant.now();
        int before = feed.count();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                PanelActivity activity = PanelActivity.start(cluster, admin, plan.seed())) {
            Future<?> disruptions = threads.submit(() -> disturb(before));
            Future<?> trickle = threads.submit(() -> trickle(disruptions));
            try {
                feed.publish(before + plan.orders(), disruptions);
                disruptions.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("a disruption failed: " + e.getCause(), e);
            } finally {
                disruptions.cancel(true);
                trickle.cancel(true);
                boughtByHand = activity.bought();
            }
        }
        nemesis.endFaults();
        busy = Duration.between(begin, Instant.now());
    }

    /** Spreads the disruptions evenly over the orders. */
    private Void disturb(int before) throws IOException, InterruptedException {
        List<Disruption> disruptions = Disruption.plan(plan.kills(), plan.seed());
        for (int i = 0; i < disruptions.size(); i++) {
            int due = (int) ((long) plan.orders() * (i + 1) / (disruptions.size() + 1));
            feed.allow(before + due);
            feed.awaitCount(before + due * 9 / 10);
            nemesis.disturb(disruptions.get(i));
            progress.accept("%d orders sent; disruption %d of %d: %s"
                    .formatted(feed.count(), i + 1, disruptions.size(), disruptions.get(i)));
        }
        feed.allow(Integer.MAX_VALUE);
        return null;
    }

    /**
     * Also during a long disruption some orders are placed: they close the ranges of doubts, so that these are decided.
     */
    private Void trickle(Future<?> disruptions) throws InterruptedException {
        while (!disruptions.isDone()) {
            feed.allowOneMore();
            TimeUnit.MILLISECONDS.sleep(TRICKLE_MILLIS);
        }
        return null;
    }

    /** I8: waits until no work is left. */
    Rest awaitRest() throws IOException, InterruptedException, SQLException {
        Instant limit = Instant.now().plus(REST);
        for (int round = 0; ; round++) {
            List<String> doubtful = tables.doubtfulPanels();
            if (!doubtful.isEmpty() && round % 3 == 0) {
                feed.close(doubtful);
            }
            String unfinished = unfinished(doubtful);
            boolean late = Instant.now().isAfter(limit);
            if (unfinished.isEmpty() || late) {
                EventSequenceChecker changes = changes();
                Report.Delivered delivered = delivered();
                unfinished = unfinished.isEmpty() ? unfinished(changes, delivered) : unfinished;
                if (unfinished.isEmpty() || late) {
                    return new Rest(unfinished, changes, delivered);
                }
            }
            if (round % 10 == 0) {
                progress.accept("Waiting for the rest: " + unfinished);
            }
            TimeUnit.SECONDS.sleep(1);
        }
    }

    private String unfinished(List<String> doubtful) throws SQLException {
        int missing = feed.count() - tables.orders().size();
        if (missing > 0) {
            return missing + " orders not stored";
        }
        long open = tables.open();
        if (open > 0 || !doubtful.isEmpty()) {
            return open + " orders open, doubts at " + doubtful;
        }
        long unpublished = tables.unpublished();
        return unpublished > 0 ? unpublished + " events not published" : "";
    }

    private static String unfinished(EventSequenceChecker changes, Report.Delivered delivered) {
        if (!changes.missed().isEmpty()) {
            return changes.missed().size() + " changes not published, such as "
                    + changes.missed().getFirst();
        }
        if (!changes.invented().isEmpty()) {
            return changes.invented().size() + " changes published that the ledger does not have, such as "
                    + changes.invented().getFirst();
        }
        return delivered.lost() > 0 ? delivered.lost() + " notifications not delivered" : "";
    }

    /**
     * Reads the ledger first: what is published between that and the topic looks invented, and the next look clears it.
     */
    private EventSequenceChecker changes() throws IOException, InterruptedException, SQLException {
        List<SoakLedgerOrder> bought = ledger.orders();
        Map<String, String> accepted = tables.orders().stream()
                .filter(order -> order.disposition() == BookedOrder.Disposition.ACCEPTED)
                .collect(Collectors.toMap(BookedOrder::link, BookedOrder::reference));
        return EventSequenceChecker.check(bought, log.statuses(), accepted, nemesis.windows(), plan.poll());
    }

    private Report.Delivered delivered() {
        Set<String> owed = new HashSet<>(log.owed());
        Set<String> lost = new HashSet<>(owed);
        lost.removeAll(subscribers.arrived());
        return new Report.Delivered(
                owed.size(),
                subscribers.arrived().size(),
                subscribers.attempts(),
                subscribers.repeats(),
                subscribers.wrong(),
                lost.size());
    }

    Report report(Rest rest) throws IOException, InterruptedException, SQLException {
        return new Report(
                plan,
                busy,
                feed.count(),
                boughtByHand,
                ledger.faults(),
                nemesis.done(),
                nemesis.notReached(),
                doubts(),
                new Report.Published(
                        log.published().size(),
                        rest.changes().owed(),
                        rest.changes().published(),
                        log.publishedTwice()),
                rest.delivered(),
                violations(rest));
    }

    private List<Violation> violations(Rest rest) throws IOException, InterruptedException, SQLException {
        List<SoakLedgerOrder> bought = ledger.orders();
        List<BookedOrder> booked = tables.orders();
        List<String> placed = feed.sent().stream().map(SoakOrder::link).toList();
        List<Violation> violations = new ArrayList<>(Invariants.ofOrders(placed, booked, bought));
        violations.addAll(Invariants.ofCancels(feed.canceledBefore(), cancels.submissions(), booked, bought));
        violations.addAll(Invariants.ofTopics(log.published()));
        violations.addAll(Invariants.ofRefills(bought));
        rest.changes().missed().forEach(line -> violations.add(new Violation(Violation.Rule.CHANGE_MISSED, line)));
        rest.changes().invented().forEach(line -> violations.add(new Violation(Violation.Rule.CHANGE_INVENTED, line)));
        doubtsInCalm.forEach(
                doubt -> violations.add(new Violation(Violation.Rule.DOUBT_WITHOUT_CAUSE, doubt.toString())));
        if (!rest.unfinished().isEmpty()) {
            violations.add(new Violation(Violation.Rule.NO_REST, rest.unfinished()));
        }
        int deadLetters = log.deadLetters();
        if (deadLetters < feed.rubbish()) {
            violations.add(new Violation(
                    Violation.Rule.LOST,
                    "%d of %d records that are no events are dead letters".formatted(deadLetters, feed.rubbish())));
        }
        return violations;
    }

    private Report.Doubts doubts() throws IOException, InterruptedException, SQLException {
        Map<String, String> links = new HashMap<>();
        Set<String> fixed = new HashSet<>();
        for (SoakOrder order : feed.sent()) {
            links.put(order.reference(), order.link());
            if (order.fixedQuantity()) {
                fixed.add(order.reference());
            }
        }
        List<TopicLog.Doubt> all = log.doubts();
        List<OrderTableReader.LeftDoubt> left = tables.leftToOperator();
        Set<String> withFaults = ledger.linksWithFaults();
        List<TopicLog.Doubt> unexplained = all.stream()
                .filter(doubt -> !withFaults.contains(links.get(doubt.reference())))
                .filter(doubt -> !isDuringDisruption(doubt))
                .toList();
        return new Report.Doubts(
                all.size(),
                (int) all.stream()
                        .filter(doubt -> fixed.contains(doubt.reference()))
                        .count(),
                unexplained,
                tables.decisions(),
                left,
                (int) left.stream()
                        .filter(doubt -> fixed.contains(doubt.reference()))
                        .count());
    }

    private boolean isDuringDisruption(TopicLog.Doubt doubt) {
        return nemesis.windows().stream()
                .anyMatch(window -> window.from().isBefore(doubt.observedAt())
                        && doubt.requestedAt().isBefore(window.to()));
    }

    @Override
    public void close() throws InterruptedException {
        try {
            cancels.close();
            feed.close();
            log.close();
            subscribers.close();
            admin.close();
        } finally {
            cluster.close();
        }
    }
}
