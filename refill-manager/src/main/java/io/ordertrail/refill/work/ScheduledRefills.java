package io.ordertrail.refill.work;

import io.ordertrail.refill.eligibility.EligibilityRule.EligibilityContext;
import io.ordertrail.refill.lifecycle.OrderRefillState;
import io.ordertrail.refill.lifecycle.RefillInitiation;
import io.ordertrail.refill.policy.RefillPolicies;
import io.ordertrail.refill.policy.RefillPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Asks for refills without a sign of a drop, since most panels never show one. */
final class ScheduledRefills {

    /** How soon an order of a service that is not asked for is looked at again, in case the policy changes. */
    private static final Duration MEANWHILE = Duration.ofDays(7);

    private final RefillPolicies policies;

    ScheduledRefills(RefillPolicies policies) {
        this.policies = policies;
    }

    /** The time of the look has come; the first ask is one interval after the order's end. */
    OrderRefillState look(OrderRefillState before, Instant now) {
        Instant lookAt = before.order().memory().lookAt();
        if (lookAt == null || lookAt.isAfter(now)) {
            return before;
        }
        if (before.order().purchase() == null) {
            return next(before, now.plus(MEANWHILE));
        }
        RefillPolicy policy =
                policies.of(before.order().ref().panel(), before.order().ref().service());
        EligibilityContext question = before.question(policy, now);
        Optional<Instant> end = question.warrantyEnd();
        if (end.isPresent() && !now.isBefore(end.get())) {
            return before.with(before.order().with(before.order().memory().look(null)));
        }
        Optional<Duration> every = policy.drops().schedule();
        Instant finished = before.order().sight().finishedAt();
        if (every.isEmpty() || finished == null) {
            return next(before, now.plus(MEANWHILE));
        }
        Instant first = finished.plus(every.get());
        return first.isAfter(now)
                ? next(before, first)
                : next(before.after(RefillInitiation.onSchedule(question), now), now.plus(every.get()));
    }

    private static OrderRefillState next(OrderRefillState situation, Instant at) {
        return situation.with(situation.order().with(situation.order().memory().look(at)));
    }
}
