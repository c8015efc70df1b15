package io.ordertrail.simulator.panel;

import io.ordertrail.simulator.catalogue.ServiceType;
import io.ordertrail.simulator.catalogue.SimulatedService;
import io.ordertrail.simulator.ledger.DripFeedRun;
import io.ordertrail.simulator.lifecycle.LinkDirectives;
import io.ordertrail.simulator.lifecycle.Phase;
import io.ordertrail.simulator.lifecycle.SeededRandom;
import io.ordertrail.simulator.lifecycle.SimulatedOrderState;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

/** The runs of a drip-feed or a subscription; none for an ordinary order. */
record Runs(List<DripFeedRun> runs) {

    private static final Duration BETWEEN_POSTS = Duration.ofHours(1);
    private static final Duration LONGEST_RUN = Duration.ofMinutes(24);
    private static final long MOST_POSTS = 1000;

    static Runs none() {
        return new Runs(List.of());
    }

    static Runs dripFeed(SimulatedService service, long quantity, long count, long intervalMinutes, long begin) {
        BigDecimal charge = service.charge(quantity);
        long interval = Duration.ofMinutes(intervalMinutes).toMillis();
        return new Runs(LongStream.range(0, count)
                .mapToObj(run -> new DripFeedRun(begin + run * interval, quantity, charge))
                .toList());
    }

    /** Returns the runs of a subscription; three posts by default. */
    static Runs subscription(SimulatedService service, ActionForm form, long begin, SeededRandom chance) {
        long posts = form.has("posts") ? Math.min(form.number("posts"), MOST_POSTS) : 3;
        long delay = Duration.ofMinutes(form.number("delay")).toMillis();
        return new Runs(LongStream.range(0, posts)
                .mapToObj(post -> {
                    long quantity = chance.between(form.number("min"), form.number("max"));
                    long due = begin + post * BETWEEN_POSTS.toMillis() + delay;
                    return new DripFeedRun(due, quantity, service.charge(quantity));
                })
                .toList());
    }

    long quantity() {
        return runs.stream().mapToLong(DripFeedRun::quantity).sum();
    }

    BigDecimal charge() {
        return runs.stream().map(DripFeedRun::charge).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Returns the phases of the parent: it completes when its last run can be complete. */
    List<Phase> phases(ServiceType type, String link, long now) {
        SimulatedOrderState running =
                type == ServiceType.SUBSCRIPTIONS ? SimulatedOrderState.ACTIVE : SimulatedOrderState.IN_PROGRESS;
        LinkDirectives directives = LinkDirectives.of(link);
        long longest = directives.millis("run").isPresent()
                        && directives.millis("pending").isPresent()
                ? directives.millis("run").getAsLong()
                        + directives.millis("pending").getAsLong()
                        + 1000
                : LONGEST_RUN.toMillis();
        long quantity = quantity();
        long end = runs.getLast().due() + longest;
        return List.of(
                new Phase(now, SimulatedOrderState.PENDING, quantity, quantity, now, 0),
                new Phase(runs.getFirst().due(), running, quantity, 0, end, 0),
                new Phase(end, SimulatedOrderState.COMPLETED, 0, 0, end, 0));
    }
}
