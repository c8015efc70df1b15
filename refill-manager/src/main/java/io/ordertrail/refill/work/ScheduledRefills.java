package io.ordertrail.refill.work;

import io.ordertrail.domain.PanelName;
import io.ordertrail.refill.eligibility.EligibilityRule.EligibilityContext;
import io.ordertrail.refill.lifecycle.OrderRefillState;
import io.ordertrail.refill.lifecycle.RefillInitiation;
import io.ordertrail.refill.policy.RefillPolicies;
import io.ordertrail.refill.policy.RefillPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Requests refills without a sign of a drop, since most panels never show one. */
final class ScheduledRefills {

    /** When an order of a service without a schedule is looked at again, in case the policy changes. */
    private static final Duration LATER = Duration.ofDays(7);

    private final RefillPolicies policies;

    ScheduledRefills(RefillPolicies policies) {
        this.policies = policies;
    }

    /** Returns whether any service of the panel is asked for by schedule. */
    boolean isUsedAt(PanelName panel) {
        return policies.asksBySchedule(panel);
    }

    /** Looks at an order whose time has come; the first request is one interval after the order's end. */
    OrderRefillState look(OrderRefillState before, Instant now) {
        Instant lookAt = before.order().history().lookAt();
        if (lookAt == null || lookAt.isAfter(now)) {
            return before;
        }
        if (before.order().purchase() == null) {
            return next(before, now.plus(LATER));
        }
        RefillPolicy policy =
                policies.of(before.order().ref().panel(), before.order().ref().service());
        EligibilityContext eligibility = before.eligibility(policy, now);
        Optional<Instant> end = eligibility.warrantyEnd();
        if (end.isPresent() && !now.isBefore(end.get())) {
            return before.with(before.order().with(before.order().history().look(null)));
        }
        Optional<Duration> every = policy.drops().schedule();
        Instant finished = before.order().snapshot().finishedAt();
        if (every.isEmpty() || finished == null) {
            return next(before, now.plus(LATER));
        }
        Instant first = finished.plus(every.get());
        return first.isAfter(now)
                ? next(before, first)
                : next(before.after(RefillInitiation.onSchedule(eligibility), now), now.plus(every.get()));
    }

    private static OrderRefillState next(OrderRefillState state, Instant at) {
        return state.with(state.order().with(state.order().history().look(at)));
    }
}
