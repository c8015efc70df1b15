package io.ordertrail.refill.lifecycle;

import io.ordertrail.refill.eligibility.EligibilityRule.EligibilityContext;
import io.ordertrail.refill.order.OrderUnderWarranty;
import io.ordertrail.refill.order.OrderUnderWarranty.RefillHistory;
import io.ordertrail.refill.policy.RefillPolicy;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A refill, its order, what is allowed, and the time: all that a decision needs. */
public record RefillContext(OrderUnderWarranty order, Refill refill, RefillPolicy policy, Instant now) {

    /** Nothing changes but the refill. */
    Step step(Refill next, PendingEvent... told) {
        return new Step(next, order.memory(), List.of(told));
    }

    /** The panel was asked, as far as anybody knows. */
    Step asked(Refill next, PendingEvent... told) {
        return new Step(next, order.memory().asked(requestedAt()), List.of(told));
    }

    /** Given up, though it may still run at the panel: until that is known no other is asked for. */
    Step unsettled(Refill next, PendingEvent... told) {
        return new Step(next, order.memory().unsettled(true), List.of(told));
    }

    /** The drop is no more. */
    Step whole(Refill next, PendingEvent... told) {
        return new Step(next, order.memory().whole(), List.of(told));
    }

    /** When the panel was last asked. */
    Instant requestedAt() {
        return refill.requestedAt() == null ? now : refill.requestedAt();
    }

    /** Whether the warranty runs out before that. */
    boolean warrantyEndsBefore(@Nullable Instant later) {
        return later != null
                && order.purchase() != null
                && new EligibilityContext(order, policy, false, false, now)
                        .warrantyEnd()
                        .filter(end -> !later.isBefore(end))
                        .isPresent();
    }

    /** What follows: the refill, what is remembered of the order, and what is told, in this order. */
    public record Step(Refill refill, RefillHistory memory, List<PendingEvent> told) {}
}
