package io.ordertrail.refill.ingest;

import io.ordertrail.domain.OrderStatus;
import io.ordertrail.events.Measurement;
import io.ordertrail.events.RefillEvent.Drop;
import io.ordertrail.events.RefillEvent.DropEvidence;
import io.ordertrail.events.RefillEvent.RefusalReason;
import io.ordertrail.events.StatusEvent;
import io.ordertrail.events.SubmissionEvent.OrderAccepted;
import io.ordertrail.events.SubmissionEvent.RefillAsked;
import io.ordertrail.refill.drop.DropDetection;
import io.ordertrail.refill.drop.DropFinding;
import io.ordertrail.refill.lifecycle.OrderRefillState;
import io.ordertrail.refill.lifecycle.Refill;
import io.ordertrail.refill.lifecycle.RefillContext;
import io.ordertrail.refill.lifecycle.RefillDoubt;
import io.ordertrail.refill.lifecycle.RefillDoubt.OrderShows;
import io.ordertrail.refill.lifecycle.RefillInitiation;
import io.ordertrail.refill.lifecycle.RefillInitiation.Opened;
import io.ordertrail.refill.order.OrderUnderWarranty;
import io.ordertrail.refill.order.OrderUnderWarranty.RefillHistory;
import io.ordertrail.refill.policy.RefillPolicies;
import io.ordertrail.refill.policy.RefillPolicy;
import java.time.Instant;

/**
 * What follows from what is heard of an order. A repeat, or what is older than what was heard, changes nothing.
 * Deterministic; touches nothing.
 */
public final class OrderEventRules {

    private final RefillPolicies policies;

    /** Under these policies. */
    public OrderEventRules(RefillPolicies policies) {
        this.policies = policies;
    }

    /** It was bought. A drop that was seen before is looked at now: the topics are not read in step. */
    public OrderRefillState accepted(OrderRefillState before, OrderAccepted event, Instant now) {
        RefillHistory memory = before.order().memory();
        if (event.revision() <= memory.heard()) {
            return before;
        }
        OrderRefillState after = before.with(before.order().accepted(event).with(memory.heard(event.revision())));
        if (memory.droppedSince() == null || before.order().purchase() != null) {
            return after;
        }
        OrderRefillState anew =
                after.with(after.order().with(after.order().memory().whole()));
        return anew.after(RefillInitiation.onDrop(anew.question(policy(anew), now), seenBefore(anew.order())), now);
    }

    /** Its shop asks for a refill. That the order was finished may be heard later: the topics are not read in step. */
    public OrderRefillState wished(OrderRefillState before, RefillAsked event, Instant now) {
        RefillHistory memory = before.order().memory();
        if (event.revision() <= memory.heard()) {
            return before;
        }
        OrderRefillState after = before.with(before.order().with(memory.heard(event.revision())));
        Opened opened = RefillInitiation.onWish(after.question(policy(after), now));
        OrderRefillState answered = after.after(opened, now);
        return opened.refused().filter(RefusalReason.NOT_FINISHED::equals).isPresent()
                ? answered.with(answered.order().with(answered.order().memory().earlyWish(event.observedAt())))
                : answered;
    }

    /** Its panel reports. A wish that was made after the finish, and heard before it, is answered anew. */
    public OrderRefillState reported(OrderRefillState before, StatusEvent event, Instant now) {
        if (event.revision() <= before.order().sight().revision()) {
            return before;
        }
        DropFinding finding = new DropDetection(policy(before).drops()).seen(before.order(), event);
        OrderUnderWarranty order = finding.order();
        Instant finishedAt = order.sight().finishedAt();
        if (finishedAt == null || before.order().sight().finishedAt() != null) {
            return follow(before.with(order), finding, event.observedAt(), now);
        }
        RefillHistory memory = order.memory().look(finishedAt).earlyWish(null);
        OrderRefillState after = follow(before.with(order.with(memory)), finding, event.observedAt(), now);
        Instant earlyWish = order.memory().earlyWish();
        return earlyWish == null || earlyWish.isBefore(finishedAt)
                ? after
                : after.after(RefillInitiation.onWish(after.question(policy(after), now)), now);
    }

    /** Its shop has counted. */
    public OrderRefillState counted(OrderRefillState before, Measurement measurement, Instant now) {
        DropFinding finding = new DropDetection(policy(before).drops()).counted(before.order(), measurement);
        return follow(before.with(finding.order()), finding, measurement.measuredAt(), now);
    }

    private OrderRefillState follow(OrderRefillState after, DropFinding finding, Instant seenAt, Instant now) {
        return switch (finding) {
            case DropFinding.Nothing _ -> after;
            case DropFinding.Refilling _ -> shows(after, OrderShows.DELIVERED_AGAIN, seenAt, now);
            case DropFinding.Intact _ -> whole(after, seenAt, now);
            case DropFinding.Dropped(OrderUnderWarranty order, Drop _)
            when order.purchase() == null ->
                after.with(order.with(order.memory().dropped(now)));
            case DropFinding.Dropped(OrderUnderWarranty _, Drop drop)
            when after.open() != null ->
                drop.evidence() == DropEvidence.STATUS ? shows(after, OrderShows.DELIVERED_AGAIN, seenAt, now) : after;
            case DropFinding.Dropped(OrderUnderWarranty _, Drop drop) ->
                after.after(RefillInitiation.onDrop(after.question(policy(after), now), drop), now);
        };
    }

    private OrderRefillState whole(OrderRefillState after, Instant seenAt, Instant now) {
        return after.open() != null
                ? shows(after, OrderShows.WHOLE, seenAt, now)
                : after.with(after.order().with(after.order().memory().whole()));
    }

    private OrderRefillState shows(OrderRefillState after, OrderShows what, Instant seenAt, Instant now) {
        Refill open = after.open();
        return open == null
                ? after
                : RefillDoubt.orderShows(new RefillContext(after.order(), open, policy(after), now), what, seenAt)
                        .map(step -> after.after(step, now))
                        .orElse(after);
    }

    private static Drop seenBefore(OrderUnderWarranty order) {
        OrderStatus status = order.sight().status();
        boolean over = status != null && status.isOver();
        long missing = DropDetection.missing(order.sight());
        return new Drop(
                over ? DropEvidence.REMAINS : DropEvidence.STATUS,
                missing > 0 ? missing : null,
                "The panel reported it before we heard that the order was bought");
    }

    private RefillPolicy policy(OrderRefillState situation) {
        return policies.of(
                situation.order().ref().panel(), situation.order().ref().service());
    }
}
