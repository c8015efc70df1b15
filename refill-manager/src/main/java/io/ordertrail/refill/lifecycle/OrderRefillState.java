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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An order with its open refill, locked, and what was decided about them so far in this transaction.
 *
 * @param open its open refill, as it now is
 * @param ended refills that ended in this transaction
 * @param told the events to publish, in order
 * @param refused what was refused in this transaction, told or not
 */
public record OrderRefillState(
        OrderUnderWarranty order,
        @Nullable Refill open,
        boolean newerOnLink,
        List<Refill> ended,
        List<RefillEvent> told,
        List<RefusalReason> refused) {

    /** As it was loaded. */
    public static OrderRefillState loaded(OrderUnderWarranty order, Optional<Refill> open, boolean newerOnLink) {
        return new OrderRefillState(order, open.orElse(null), newerOnLink, List.of(), List.of(), List.of());
    }

    /** What the rules look at. */
    public EligibilityContext question(RefillPolicy policy, Instant now) {
        return new EligibilityContext(order, policy, newerOnLink, open != null, now);
    }

    /** The same with the order so. */
    public OrderRefillState with(OrderUnderWarranty next) {
        return new OrderRefillState(next, open, newerOnLink, ended, told, refused);
    }

    /** After a decision about the open refill. */
    public OrderRefillState after(Step step, Instant now) {
        boolean stays = step.refill().state().isOpen();
        OrderRefillState next = new OrderRefillState(
                order.with(step.memory()),
                stays ? step.refill() : null,
                newerOnLink,
                stays ? ended : append(ended, Stream.of(step.refill())),
                told,
                refused);
        return next.telling(step.told(), now);
    }

    /** After a decision about whether there is to be a refill. */
    public OrderRefillState after(Opened opened, Instant now) {
        OrderRefillState next = new OrderRefillState(
                order.with(opened.memory()),
                opened.refill().orElse(open),
                newerOnLink,
                ended,
                told,
                append(refused, opened.refused().stream()));
        return next.telling(opened.told(), now);
    }

    private OrderRefillState telling(List<PendingEvent> announcements, Instant now) {
        List<RefillEvent> events = Stream.iterate(0, i -> i + 1)
                .limit(announcements.size())
                .map(i -> announcements.get(i).event(order.ref(), order.told() + 1 + i, now))
                .toList();
        return new OrderRefillState(
                order.toldMore(events.size()), open, newerOnLink, ended, append(told, events.stream()), refused);
    }

    private static <T> List<T> append(List<T> list, Stream<T> more) {
        return Stream.concat(list.stream(), more).toList();
    }
}
