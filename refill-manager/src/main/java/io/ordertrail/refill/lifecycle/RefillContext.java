package io.ordertrail.refill.lifecycle;

import io.ordertrail.refill.eligibility.EligibilityRule.EligibilityContext;
import io.ordertrail.refill.order.OrderUnderWarranty;
import io.ordertrail.refill.order.OrderUnderWarranty.RefillHistory;
import io.ordertrail.refill.order.OrderUnderWarranty.UnsettledRefill;
import io.ordertrail.refill.policy.RefillPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The input of a decision: a refill, its order, the policy and the time. */
public record RefillContext(OrderUnderWarranty order, Refill refill, RefillPolicy policy, Instant now) {

    /** Only the refill changes. */
    Step step(Refill next, PendingEvent... events) {
        return new Step(next, order.history(), List.of(events));
    }

    /** The panel was asked, or may have been. */
    Step asked(Refill next, PendingEvent... events) {
        return new Step(next, order.history().asked(refill.requestedAt()), List.of(events));
    }

    /** Given up, though it may still run at the panel: until that is settled no other is requested. */
    Step unsettled(Refill next, PendingEvent... events) {
        return new Step(
                next, order.history().unsettled(new UnsettledRefill(refill.id(), refill.evidence())), List.of(events));
    }

    /** The drop is over. */
    Step intact(Refill next, PendingEvent... events) {
        return new Step(next, order.history().intact(), List.of(events));
    }

    /** The same with another refill. */
    RefillContext with(Refill next) {
        return new RefillContext(order, next, policy, now);
    }

    /** Returns when the warranty ends; empty if never, or if the purchase is not known. */
    Optional<Instant> warrantyEnd() {
        return order.purchase() == null
                ? Optional.empty()
                : new EligibilityContext(order, policy, false, false, now).warrantyEnd();
    }

    /** Returns whether the warranty ends before that. */
    boolean warrantyEndsBefore(@Nullable Instant later) {
        return later != null
                && warrantyEnd().filter(end -> !later.isBefore(end)).isPresent();
    }

    /** A decision: the refill, the order's history, and the events to publish, in this order. */
    public record Step(Refill refill, RefillHistory history, List<PendingEvent> events) {}
}
