package io.ordertrail.refill.feed;

import io.ordertrail.events.Measurement;
import io.ordertrail.events.RefillEvent.Drop;
import io.ordertrail.events.RefillEvent.DropEvidence;
import io.ordertrail.events.RefillEvent.RefusalReason;
import io.ordertrail.events.StatusEvent;
import io.ordertrail.events.SubmissionEvent.OrderAccepted;
import io.ordertrail.events.SubmissionEvent.RefillAsked;
import io.ordertrail.refill.drop.DropDetection;
import io.ordertrail.refill.drop.Finding;
import io.ordertrail.refill.lifecycle.Case;
import io.ordertrail.refill.lifecycle.Doubt;
import io.ordertrail.refill.lifecycle.Doubt.OrderShows;
import io.ordertrail.refill.lifecycle.Opening;
import io.ordertrail.refill.lifecycle.Opening.Opened;
import io.ordertrail.refill.lifecycle.Refill;
import io.ordertrail.refill.lifecycle.Situation;
import io.ordertrail.refill.order.WatchedOrder;
import io.ordertrail.refill.order.WatchedOrder.Memory;
import io.ordertrail.refill.policy.RefillPolicies;
import io.ordertrail.refill.policy.RefillPolicy;
import io.ordertrail.trade.OrderStatus;
import java.time.Instant;

/**
 * What follows from what is heard of an order. A repeat, or what is older than what was heard, changes nothing.
 * Deterministic; touches nothing.
 */
public final class Hearing {

    private final RefillPolicies policies;

    /** Under these policies. */
    public Hearing(RefillPolicies policies) {
        this.policies = policies;
    }

    /** It was bought. A drop that was seen before is looked at now: the topics are not read in step. */
    public Situation accepted(Situation before, OrderAccepted event, Instant now) {
        Memory memory = before.order().memory();
        if (event.revision() <= memory.heard()) {
            return before;
        }
        Situation after = before.with(before.order().accepted(event).with(memory.heard(event.revision())));
        if (memory.droppedSince() == null || before.order().purchase() != null) {
            return after;
        }
        Situation anew = after.with(after.order().with(after.order().memory().whole()));
        return anew.after(Opening.onDrop(anew.question(policy(anew), now), seenBefore(anew.order())), now);
    }

    /** Its shop asks for a refill. That the order was finished may be heard later: the topics are not read in step. */
    public Situation wished(Situation before, RefillAsked event, Instant now) {
        Memory memory = before.order().memory();
        if (event.revision() <= memory.heard()) {
            return before;
        }
        Situation after = before.with(before.order().with(memory.heard(event.revision())));
        Opened opened = Opening.onWish(after.question(policy(after), now));
        Situation answered = after.after(opened, now);
        return opened.refused().filter(RefusalReason.NOT_FINISHED::equals).isPresent()
                ? answered.with(answered.order().with(answered.order().memory().earlyWish(event.observedAt())))
                : answered;
    }

    /** Its panel reports. A wish that was made after the finish, and heard before it, is answered anew. */
    public Situation reported(Situation before, StatusEvent event, Instant now) {
        if (event.revision() <= before.order().sight().revision()) {
            return before;
        }
        Finding finding = new DropDetection(policy(before).drops()).seen(before.order(), event);
        WatchedOrder order = finding.order();
        Instant finishedAt = order.sight().finishedAt();
        if (finishedAt == null || before.order().sight().finishedAt() != null) {
            return follow(before.with(order), finding, event.observedAt(), now);
        }
        Memory memory = order.memory().look(finishedAt).earlyWish(null);
        Situation after = follow(before.with(order.with(memory)), finding, event.observedAt(), now);
        Instant earlyWish = order.memory().earlyWish();
        return earlyWish == null || earlyWish.isBefore(finishedAt)
                ? after
                : after.after(Opening.onWish(after.question(policy(after), now)), now);
    }

    /** Its shop has counted. */
    public Situation counted(Situation before, Measurement measurement, Instant now) {
        Finding finding = new DropDetection(policy(before).drops()).counted(before.order(), measurement);
        return follow(before.with(finding.order()), finding, measurement.measuredAt(), now);
    }

    private Situation follow(Situation after, Finding finding, Instant seenAt, Instant now) {
        return switch (finding) {
            case Finding.Nothing _ -> after;
            case Finding.Refilling _ -> shows(after, OrderShows.DELIVERED_AGAIN, seenAt, now);
            case Finding.Whole _ -> whole(after, seenAt, now);
            case Finding.Dropped(WatchedOrder order, Drop _)
            when order.purchase() == null ->
                after.with(order.with(order.memory().dropped(now)));
            case Finding.Dropped(WatchedOrder _, Drop drop)
            when after.open() != null ->
                drop.evidence() == DropEvidence.STATUS ? shows(after, OrderShows.DELIVERED_AGAIN, seenAt, now) : after;
            case Finding.Dropped(WatchedOrder _, Drop drop) ->
                after.after(Opening.onDrop(after.question(policy(after), now), drop), now);
        };
    }

    private Situation whole(Situation after, Instant seenAt, Instant now) {
        return after.open() != null
                ? shows(after, OrderShows.WHOLE, seenAt, now)
                : after.with(after.order().with(after.order().memory().whole()));
    }

    private Situation shows(Situation after, OrderShows what, Instant seenAt, Instant now) {
        Refill open = after.open();
        return open == null
                ? after
                : Doubt.orderShows(new Case(after.order(), open, policy(after), now), what, seenAt)
                        .map(step -> after.after(step, now))
                        .orElse(after);
    }

    private static Drop seenBefore(WatchedOrder order) {
        OrderStatus status = order.sight().status();
        boolean over = status != null && status.isOver();
        long missing = DropDetection.missing(order.sight());
        return new Drop(
                over ? DropEvidence.REMAINS : DropEvidence.STATUS,
                missing > 0 ? missing : null,
                "The panel reported it before we heard that the order was bought");
    }

    private RefillPolicy policy(Situation situation) {
        return policies.of(
                situation.order().ref().panel(), situation.order().ref().service());
    }
}
