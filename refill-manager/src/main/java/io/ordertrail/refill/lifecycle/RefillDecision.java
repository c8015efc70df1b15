package io.ordertrail.refill.lifecycle;

import io.ordertrail.domain.RefillId;
import io.ordertrail.refill.lifecycle.RefillContext.Step;
import io.ordertrail.refill.order.OrderUnderWarranty.UnsettledRefill;
import io.ordertrail.refill.policy.RefillPolicy;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An operator's decision about one refill. It names the fence that the operator saw, so that a decision that is repeated,
 * or that comes after something else was decided, changes nothing.
 */
public sealed interface RefillDecision {

    /**
     * A refill in doubt was found at the panel.
     *
     * @param refill the panel's id of it, if it has one
     */
    record FoundAtPanel(@Nullable RefillId refill) implements RefillDecision {}

    /** A refill in doubt is not at the panel: it is requested again. */
    record NotAtPanel() implements RefillDecision {}

    /** An escalated refill is tried again. */
    record TryAgain() implements RefillDecision {}

    /**
     * Nothing more is done about it.
     *
     * @param reason kept with the refill and published
     */
    record Close(String reason) implements RefillDecision {}

    /** A refill that was given up does not run at the panel any more: others may be requested. */
    record Release() implements RefillDecision {}

    /** The result of a decision. */
    sealed interface Result {

        /** It holds. */
        record Decided(OrderRefillState state) implements Result {}

        /** Something else was decided, or the panel was asked, since the operator looked. */
        record Outdated(String message) implements Result {}

        /** It does not fit the refill's state. */
        record NotPossible(String message) implements Result {}
    }

    /**
     * Applies the decision to the locked order.
     *
     * @param refill our number of the refill
     * @param fence as the operator saw it
     */
    default Result decide(OrderRefillState before, long refill, long fence, RefillPolicy policy, Instant now) {
        if (this instanceof Release) {
            return release(before, refill);
        }
        Refill open = before.open();
        if (open == null || open.id() != refill) {
            return new Result.NotPossible("Refill %d is over; nothing can be decided about it.".formatted(refill));
        }
        if (open.fence() != fence) {
            return new Result.Outdated(
                    "Refill %d has changed: the decision is about request %d, the current one is %d. Look again."
                            .formatted(refill, fence, open.fence()));
        }
        if (open.state() == RefillState.IN_DOUBT && !(this instanceof FoundAtPanel) && now.isBefore(open.settledAt())) {
            return new Result.NotPossible(
                    "The request of refill %d may still arrive at the panel until %s; look there after that."
                            .formatted(refill, open.settledAt()));
        }
        try {
            Step step = step(new RefillContext(before.order(), open, policy, now));
            return new Result.Decided(RefillInitiation.afterEscalation(before.after(step, now), policy, now));
        } catch (IllegalStateException e) {
            return new Result.NotPossible(String.valueOf(e.getMessage()));
        }
    }

    private Step step(RefillContext context) {
        return switch (this) {
            case FoundAtPanel(RefillId id) -> RefillDoubt.foundTaken(context, id, "An operator found it at the panel");
            case NotAtPanel() -> RefillDoubt.foundNotTaken(context, "An operator did not find it at the panel");
            case TryAgain() -> RefillDoubt.triedAgain(context, "An operator had it tried again");
            case Close(String reason) -> RefillDoubt.closed(context, "Closed by an operator: " + reason);
            case Release() -> throw new IllegalStateException("a release is about a refill that is over");
        };
    }

    /** Only the refill that holds the order back: a later one may have been given up since. */
    private static Result release(OrderRefillState before, long refill) {
        UnsettledRefill unsettled = before.order().history().unsettled();
        return unsettled != null && (unsettled.refill() == refill || unsettled.refill() == 0)
                ? new Result.Decided(
                        before.with(before.order().with(before.order().history().settled())))
                : new Result.NotPossible(
                        "Refill %d does not keep its order from being refilled; there is nothing to release."
                                .formatted(refill));
    }
}
