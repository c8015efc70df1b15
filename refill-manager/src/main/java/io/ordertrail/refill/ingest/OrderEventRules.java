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
import io.ordertrail.refill.drop.DropFinding.Recovery;
import io.ordertrail.refill.lifecycle.OrderRefillState;
import io.ordertrail.refill.lifecycle.Refill;
import io.ordertrail.refill.lifecycle.RefillContext;
import io.ordertrail.refill.lifecycle.RefillDoubt;
import io.ordertrail.refill.lifecycle.RefillDoubt.OrderShows;
import io.ordertrail.refill.lifecycle.RefillInitiation;
import io.ordertrail.refill.lifecycle.RefillInitiation.Opened;
import io.ordertrail.refill.order.OrderUnderWarranty;
import io.ordertrail.refill.order.OrderUnderWarranty.RefillHistory;
import io.ordertrail.refill.order.OrderUnderWarranty.UnsettledRefill;
import io.ordertrail.refill.policy.RefillPolicies;
import io.ordertrail.refill.policy.RefillPolicy;
import java.time.Instant;

/**
 * Decides what follows from an event about an order. A repeat, or an event that is older than the last, changes nothing.
 * Deterministic; touches nothing.
 */
public final class OrderEventRules {

    private final RefillPolicies policies;

    /** Creates the rules under these policies. */
    public OrderEventRules(RefillPolicies policies) {
        this.policies = policies;
    }

    /** The order was bought. A drop that was seen before is looked at now: the topics are not read in step. */
    public OrderRefillState accepted(OrderRefillState before, OrderAccepted event, Instant now) {
        RefillHistory history = before.order().history();
        if (event.revision() <= history.submissionRevision()) {
            return before;
        }
        OrderRefillState after =
                before.with(before.order().accepted(event).with(history.submissionRevision(event.revision())));
        if (history.droppedSince() == null || before.order().purchase() != null) {
            return after;
        }
        OrderRefillState undropped =
                after.with(after.order().with(after.order().history().intact()));
        return undropped.after(
                RefillInitiation.onDrop(undropped.eligibility(policy(undropped), now), seenBefore(undropped.order())),
                now);
    }

    /**
     * The shop asks for a refill. The event that the order is finished may arrive later: the topics are not read in step.
     */
    public OrderRefillState requested(OrderRefillState before, RefillAsked event, Instant now) {
        RefillHistory history = before.order().history();
        if (event.revision() <= history.submissionRevision()) {
            return before;
        }
        OrderRefillState after = before.with(before.order().with(history.submissionRevision(event.revision())));
        Opened opened = RefillInitiation.onRequest(after.eligibility(policy(after), now));
        OrderRefillState answered = after.after(opened, now);
        return opened.refused().filter(RefusalReason.NOT_FINISHED::equals).isPresent()
                ? answered.with(answered.order().with(answered.order().history().earlyRequest(event.observedAt())))
                : answered;
    }

    /** The panel reports. A request that was made after the finish, and arrived before it, is answered once more. */
    public OrderRefillState reported(OrderRefillState before, StatusEvent event, Instant now) {
        if (event.revision() <= before.order().snapshot().revision()) {
            return before;
        }
        DropFinding finding = new DropDetection(policy(before).drops()).seen(before.order(), event);
        OrderUnderWarranty order = finding.order();
        Instant finishedAt = order.snapshot().finishedAt();
        if (finishedAt == null || before.order().snapshot().finishedAt() != null) {
            return follow(before.with(order), finding, event.observedAt(), now);
        }
        RefillHistory history = order.history().look(finishedAt).earlyRequest(null);
        OrderRefillState after = follow(before.with(order.with(history)), finding, event.observedAt(), now);
        Instant earlyRequest = order.history().earlyRequest();
        return earlyRequest == null || earlyRequest.isBefore(finishedAt)
                ? after
                : after.after(RefillInitiation.onRequest(after.eligibility(policy(after), now)), now);
    }

    /** The shop has counted. */
    public OrderRefillState counted(OrderRefillState before, Measurement measurement, Instant now) {
        DropFinding finding = new DropDetection(policy(before).drops()).counted(before.order(), measurement);
        return follow(before.with(finding.order()), finding, measurement.measuredAt(), now);
    }

    private OrderRefillState follow(OrderRefillState after, DropFinding finding, Instant seenAt, Instant now) {
        return switch (finding) {
            case DropFinding.Nothing _ -> after;
            case DropFinding.Refilling _ -> shows(after, new OrderShows.DeliveredAgain(), seenAt, now);
            case DropFinding.Intact(OrderUnderWarranty _, Recovery recovery) -> intact(after, recovery, seenAt, now);
            case DropFinding.Dropped(OrderUnderWarranty order, Drop _)
            when order.purchase() == null ->
                after.with(order.with(order.history().dropped(now)));
            case DropFinding.Dropped(OrderUnderWarranty _, Drop drop)
            when after.open() != null -> droppedAgain(after, after.open(), drop, seenAt, now);
            case DropFinding.Dropped(OrderUnderWarranty _, Drop drop) ->
                after.after(RefillInitiation.onDrop(after.eligibility(policy(after), now), drop), now);
        };
    }

    /** A refill in flight covers the drop; one that is with an operator does not, so the drop is kept until that ends. */
    private OrderRefillState droppedAgain(OrderRefillState after, Refill open, Drop drop, Instant seenAt, Instant now) {
        return switch (open.state()) {
            case TICKET_DUE, TICKETING, ESCALATED ->
                after.with(after.order().with(after.order().history().laterDrop(drop)));
            case DUE, REQUESTING, IN_DOUBT, RUNNING, COMPLETED, NOT_NEEDED, REFUSED, CLOSED ->
                drop.evidence() == DropEvidence.STATUS
                        ? shows(after, new OrderShows.DeliveredAgain(), seenAt, now)
                        : after;
        };
    }

    /** Without an open refill the drop is over. One that was given up is settled only by who saw its drop. */
    private OrderRefillState intact(OrderRefillState after, Recovery recovery, Instant seenAt, Instant now) {
        if (after.open() != null) {
            return shows(after, new OrderShows.Intact(recovery), seenAt, now);
        }
        RefillHistory history = after.order().history();
        UnsettledRefill unsettled = history.unsettled();
        Instant askedAt = history.askedAt();
        boolean settled = unsettled != null
                && askedAt != null
                && seenAt.isAfter(askedAt)
                && recovery.ends(unsettled.evidence(), askedAt);
        return after.with(after.order().with(settled ? history.settled().intact() : history.intact()));
    }

    private OrderRefillState shows(OrderRefillState after, OrderShows sign, Instant seenAt, Instant now) {
        Refill open = after.open();
        return open == null
                ? after
                : RefillDoubt.orderShows(new RefillContext(after.order(), open, policy(after), now), sign, seenAt)
                        .map(step -> after.after(step, now))
                        .orElse(after);
    }

    private static Drop seenBefore(OrderUnderWarranty order) {
        OrderStatus status = order.snapshot().status();
        boolean over = status != null && status.isOver();
        long missing = DropDetection.missing(order.snapshot());
        return new Drop(
                over ? DropEvidence.REMAINS : DropEvidence.STATUS,
                missing > 0 ? missing : null,
                "The panel reported it before the purchase was known");
    }

    private RefillPolicy policy(OrderRefillState state) {
        return policies.of(state.order().ref().panel(), state.order().ref().service());
    }
}
