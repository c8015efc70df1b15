package io.ordertrail.refill.work;

import io.ordertrail.kit.crash.CrashPoints;
import io.ordertrail.panel.Panel;
import io.ordertrail.refill.lifecycle.OrderRefillState;
import io.ordertrail.refill.policy.RefillPolicies;
import io.ordertrail.refill.policy.RefillSettings.Work;
import io.ordertrail.refill.storage.DueRefillQueries;
import io.ordertrail.refill.storage.RefillRepository;
import io.ordertrail.refill.storage.SharedCallBudget;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** What the work at every panel needs alike. */
public record Tools(
        RefillRepository book,
        DueRefillQueries due,
        RefillPolicies policies,
        Work work,
        TicketWriter desk,
        SharedCallBudget budget,
        CrashPoints crashPoints,
        InstantSource clock) {

    private static final Logger LOG = Logger.getLogger(Tools.class);
    private static final Duration FIRST_BACK_OFF = Duration.ofMillis(100);
    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(5);

    ScheduledRefills schedule() {
        return new ScheduledRefills(policies);
    }

    /** What the panel said is tried to be stored as long as the lease runs; after that it is a doubt anyway. */
    <T> Uni<T> persistently(Supplier<Uni<? extends T>> noting) {
        return Uni.createFrom()
                .deferred(noting)
                .onFailure()
                .invoke(failure -> LOG.warnf("An answer is not noted yet, trying again: %s", failure))
                .onFailure()
                .retry()
                .withBackOff(FIRST_BACK_OFF, LONGEST_BACK_OFF)
                .expireIn(work.lease().toMillis());
    }

    OrderRefillState late(OrderRefillState before, Panel panel) {
        LOG.warnf(
                "An answer of %s about a refill of order %s came too late and changes nothing; it is %s",
                panel.name(),
                before.order().id(),
                before.open() == null ? "over" : before.open().state());
        return before;
    }
}
