package io.ordertrail.benchmarks.soak;

import java.io.IOException;
import java.nio.file.Path;
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

/** One soak: feeds, harms, lets everything come to rest, and checks it. */
public final class Soak {

    private static final Duration REST = Duration.ofMinutes(12);

    private final Plan plan;
    private final Consumer<String> progress;

    /**
     * What is to be done.
     *
     * @param root the checkout, with every module packaged
     * @param calm how many orders come first, without any fault or harm: none of them may be in doubt
     * @param orders how many follow
     * @param faultShare which share of all {@code add} calls the simulator spoils, from 0 to 1
     * @param aPoll a change at a panel that lasted longer must be told. The pollers look every three seconds at the
     *     latest, and write; on a machine that is too busy they are late
     */
    public record Plan(Path root, int calm, int orders, int kills, long seed, double faultShare, Duration aPoll) {}

    /**
     * A soak by that plan.
     *
     * @param progress hears a line now and then
     */
    public Soak(Plan plan, Consumer<String> progress) {
        this.plan = plan;
        this.progress = progress;
    }

    /**
     * Returns what came of it, after some minutes.
     *
     * @throws IllegalStateException if a process ended that nobody had killed, or did not start again
     */
    public Report run() throws IOException, InterruptedException, SQLException {
        try (ServiceCluster fleet = ServiceCluster.start(plan.root(), plan.seed());
                Admin admin = new Admin();
                Subscribers subscribers = Subscribers.start(fleet, admin, plan.seed());
                TopicLog log = TopicLog.start(fleet.broker().bootstrapServers(), Subscribers.listening());
                Feed feed = new Feed(fleet.broker().bootstrapServers(), new SoakOrders(plan.seed()), log, plan.seed());
                ExecutorService nemesisThread = Executors.newSingleThreadExecutor()) {
            progress.accept("Logs and data are in " + fleet.directory());
            List<String> faults = plan.faultShare() > 0 ? FaultMix.bodies(plan.faultShare()) : List.of();
            Nemesis nemesis = new Nemesis(fleet, admin, faults, plan.seed());
            warmUp(feed, log);
            List<TopicLog.Doubt> withoutCause = calm(feed, log);
            nemesis.injectFaults();
            Instant begun = Instant.now();
            int before = feed.count();
            feed.allow(before);
            Future<?> harm = nemesisThread.submit(() -> harm(nemesis, feed, before));
            try {
                feed.publish(before + plan.orders(), harm);
                harm.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("the harm could not be done as planned: " + e.getCause(), e);
            } finally {
                harm.cancel(true);
            }
            nemesis.endFaults();
            Duration busy = Duration.between(begun, Instant.now());
            Parts parts = new Parts(fleet, admin, subscribers, log, feed, nemesis);
            return report(parts, busy, rest(parts), withoutCause);
        }
    }

    private record Parts(
            ServiceCluster fleet, Admin admin, Subscribers subscribers, TopicLog log, Feed feed, Nemesis nemesis) {}

    /** A panel that never had an order of ours gives a lost one no lower bound: production knows that for one minute. */
    private static void warmUp(Feed feed, TopicLog log) throws InterruptedException {
        feed.close(SoakOrders.PANELS);
        while (log.decided() < SoakOrders.PANELS.size()) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /** I4: returns the doubts that nothing can have caused. */
    private List<TopicLog.Doubt> calm(Feed feed, TopicLog log) throws InterruptedException {
        feed.allow(Integer.MAX_VALUE);
        feed.publish(feed.count() + plan.calm(), CompletableFuture.completedFuture(null));
        while (log.decided() < feed.count()) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        progress.accept(feed.count() + " orders sent without any fault or harm");
        return log.doubts();
    }

    /** Spread evenly over the orders: one is fed its share only while the harm before it is being done. */
    private Void harm(Nemesis nemesis, Feed feed, int before) throws IOException, InterruptedException {
        List<Disruption> harms = Disruption.plan(plan.kills(), plan.seed());
        for (int i = 0; i < harms.size(); i++) {
            int due = (int) ((long) plan.orders() * (i + 1) / (harms.size() + 1));
            feed.allow(before + due);
            feed.awaitCount(before + due * 9 / 10);
            nemesis.doHarm(harms.get(i));
            progress.accept(
                    "%d orders sent; harm %d of %d: %s".formatted(feed.count(), i + 1, harms.size(), harms.get(i)));
        }
        feed.allow(Integer.MAX_VALUE);
        return null;
    }

    /**
     * What was seen when nothing was left to do. It is reported as it was then: drops go on, and what happens after the last
     * look is told after it.
     *
     * @param left at the limit, or nothing
     */
    private record Rest(String left, EventSequenceChecker changes, Report.Delivered delivered) {}

    /** I8: until nothing is left to do. */
    private Rest rest(Parts parts) throws IOException, InterruptedException, SQLException {
        OrderTableReader book = new OrderTableReader(parts.fleet.postgres());
        LedgerReader truth = new LedgerReader(parts.fleet, parts.admin);
        Instant limit = Instant.now().plus(REST);
        for (int round = 0; ; round++) {
            List<String> doubtful = book.doubtfulPanels();
            if (!doubtful.isEmpty() && round % 3 == 0) {
                parts.feed.close(doubtful);
            }
            String left = left(parts, book, doubtful);
            boolean late = Instant.now().isAfter(limit);
            if (left.isEmpty() || late) {
                EventSequenceChecker changes = changes(parts, truth.orders(), book.orders());
                Report.Delivered delivered = delivered(parts);
                left = left.isEmpty() ? left(changes, delivered) : left;
                if (left.isEmpty() || late) {
                    return new Rest(left, changes, delivered);
                }
            }
            if (round % 10 == 0) {
                progress.accept("Coming to rest: " + left);
            }
            TimeUnit.SECONDS.sleep(1);
        }
    }

    private String left(Parts parts, OrderTableReader book, List<String> doubtful) throws SQLException {
        int unbooked = parts.feed.count() - book.orders().size();
        if (unbooked > 0) {
            return unbooked + " orders not in the order book";
        }
        long open = book.open();
        if (open > 0 || !doubtful.isEmpty()) {
            return open + " orders open, doubts at " + doubtful;
        }
        long unpublished = book.unpublished();
        return unpublished > 0 ? unpublished + " events not published" : "";
    }

    /** The ledger is read first: what was told between that and the topic looks as if it had never been. */
    private static String left(EventSequenceChecker changes, Report.Delivered delivered) {
        if (!changes.missed().isEmpty()) {
            return changes.missed().size() + " changes not told, such as "
                    + changes.missed().getFirst();
        }
        if (!changes.invented().isEmpty()) {
            return changes.invented().size() + " changes told that the ledger does not have, such as "
                    + changes.invented().getFirst();
        }
        return delivered.lost() > 0 ? delivered.lost() + " notifications not delivered" : "";
    }

    private EventSequenceChecker changes(Parts parts, List<SoakLedgerOrder> ledger, List<BookedOrder> book) {
        Map<String, String> accepted = book.stream()
                .filter(order -> order.disposition() == BookedOrder.Disposition.ACCEPTED)
                .collect(Collectors.toMap(BookedOrder::link, BookedOrder::reference));
        return EventSequenceChecker.check(
                ledger, parts.log.statuses(), accepted, parts.nemesis.windows(), plan.aPoll());
    }

    private static Report.Delivered delivered(Parts parts) {
        Set<String> owed = new HashSet<>(parts.log.owed());
        Set<String> lost = new HashSet<>(owed);
        lost.removeAll(parts.subscribers.arrived());
        return new Report.Delivered(
                owed.size(),
                parts.subscribers.arrived().size(),
                parts.subscribers.attempts(),
                parts.subscribers.repeats(),
                parts.subscribers.wrong(),
                lost.size());
    }

    private Report report(Parts parts, Duration busy, Rest rest, List<TopicLog.Doubt> withoutCause)
            throws IOException, InterruptedException, SQLException {
        LedgerReader truth = new LedgerReader(parts.fleet, parts.admin);
        OrderTableReader book = new OrderTableReader(parts.fleet.postgres());
        List<SoakLedgerOrder> ledger = truth.orders();
        List<SoakOrder> sent = parts.feed.sent();
        List<Violation> violations = new ArrayList<>(
                Invariants.ofOrders(sent.stream().map(SoakOrder::link).toList(), book.orders(), ledger));
        violations.addAll(Invariants.ofTopics(parts.log.told()));
        violations.addAll(Invariants.ofRefills(ledger));
        EventSequenceChecker changes = rest.changes();
        changes.missed().forEach(missed -> violations.add(new Violation(Violation.Rule.CHANGE_MISSED, missed)));
        changes.invented().forEach(wrong -> violations.add(new Violation(Violation.Rule.CHANGE_INVENTED, wrong)));
        withoutCause.forEach(
                doubt -> violations.add(new Violation(Violation.Rule.DOUBT_WITHOUT_CAUSE, doubt.toString())));
        if (!rest.left().isEmpty()) {
            violations.add(new Violation(Violation.Rule.NO_REST, rest.left()));
        }
        int deadLetters = parts.log.deadLetters();
        if (deadLetters < parts.feed.rubbish()) {
            violations.add(new Violation(
                    Violation.Rule.LOST,
                    "%d of %d records that are no events are dead letters"
                            .formatted(deadLetters, parts.feed.rubbish())));
        }
        return new Report(
                plan,
                busy,
                sent.size(),
                truth.faults(),
                parts.nemesis.done(),
                new Report.Doubts(
                        parts.log.doubts().size(), unexplained(parts, truth), book.decisions(), book.leftToPerson()),
                parts.nemesis.notReached(),
                new Report.Told(parts.log.told().size(), changes.owed(), changes.told(), parts.log.toldTwice()),
                rest.delivered(),
                violations);
    }

    /** I4: doubts that no injected fault and no harm explains. */
    private static List<TopicLog.Doubt> unexplained(Parts parts, LedgerReader truth)
            throws IOException, InterruptedException {
        Set<String> spoilt = truth.spoiltLinks();
        Map<String, String> links = new HashMap<>();
        parts.feed.sent().forEach(order -> links.put(order.reference(), order.link()));
        return parts.log.doubts().stream()
                .filter(doubt -> !spoilt.contains(links.get(doubt.reference())))
                .filter(doubt -> parts.nemesis.windows().stream()
                        .noneMatch(window -> window.from().isBefore(doubt.observedAt())
                                && doubt.requestedAt().isBefore(window.to())))
                .toList();
    }
}
