package io.ordertrail.refill.lifecycle;

import io.ordertrail.events.RefillEvent;
import io.ordertrail.events.RefillEvent.RefusalReason;
import io.ordertrail.refill.eligibility.EligibilityRule.EligibilityContext;
import io.ordertrail.refill.lifecycle.RefillContext.Step;
import io.ordertrail.refill.lifecycle.RefillInitiation.Opened;
import io.ordertrail.refill.order.OrderUnderWarranty;
import io.ordertrail.refill.policy.RefillPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An order with its open refill, locked, and what was decided about them so far in this transaction.
 *
 * @param open its open refill, as it now is
 * @param ended refills that ended in this transaction
 * @param events the events to publish, in order
 * @param refused what was refused in this transaction, published or not
 */
public record OrderRefillState(
        OrderUnderWarranty order,
        @Nullable Refill open,
        boolean newerOnLink,
        List<Refill> ended,
        List<RefillEvent> events,
        List<RefusalReason> refused) {

    /** As it was loaded. */
    public static OrderRefillState loaded(OrderUnderWarranty order, Optional<Refill> open, boolean newerOnLink) {
        return new OrderRefillState(order, open.orElse(null), newerOnLink, List.of(), List.of(), List.of());
    }

    /** Returns the input of the rules. */
    public EligibilityContext eligibility(RefillPolicy policy, Instant now) {
        return new EligibilityContext(order, policy, newerOnLink, open != null, now);
    }

    /** The same with that order. */
    public OrderRefillState with(OrderUnderWarranty next) {
        return new OrderRefillState(next, open, newerOnLink, ended, events, refused);
    }

    /** After a decision about the open refill. */
    public OrderRefillState after(Step step, Instant now) {
        boolean stays = step.refill().state().isOpen();
        OrderUnderWarranty next = order.with(step.history());
        return new OrderRefillState(
                        step.refill().state() == RefillState.COMPLETED ? next.refilled(now) : next,
                        stays ? step.refill() : null,
                        newerOnLink,
                        stays ? ended : append(ended, Stream.of(step.refill())),
                        events,
                        refused)
                .publishing(step.events(), now);
    }

    /** After a decision about whether a refill is opened. */
    public OrderRefillState after(Opened opened, Instant now) {
        return new OrderRefillState(
                        order.with(opened.history()),
                        opened.refill().orElse(open),
                        newerOnLink,
                        ended,
                        events,
                        append(refused, opened.refused().stream()))
                .publishing(opened.events(), now);
    }

    private OrderRefillState publishing(List<PendingEvent> pending, Instant now) {
        Stream<RefillEvent> next = IntStream.range(0, pending.size())
                .mapToObj(i -> pending.get(i).event(order.ref(), order.revision() + 1 + i, now));
        return new OrderRefillState(
                order.published(pending.size()), open, newerOnLink, ended, append(events, next), refused);
    }

    private static <T> List<T> append(List<T> list, Stream<T> more) {
        return Stream.concat(list.stream(), more).toList();
    }
}
