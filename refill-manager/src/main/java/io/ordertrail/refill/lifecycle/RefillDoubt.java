package io.ordertrail.refill.lifecycle;

import io.ordertrail.domain.RefillId;
import io.ordertrail.events.RefillEvent.DropEvidence;
import io.ordertrail.events.RefillEvent.NeedsOperator;
import io.ordertrail.events.RefillEvent.RefillClosed;
import io.ordertrail.refill.drop.DropFinding.Recovery;
import io.ordertrail.refill.eligibility.EligibilityRule.Refused;
import io.ordertrail.refill.lifecycle.RefillContext.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Decides a doubt: by the order's own state, by the panel's answer where asking again is safe, or by an operator. */
public final class RefillDoubt {

    private static final String INTACT = "The order is intact again";

    private RefillDoubt() {}

    /** The wait is over and the order's state has decided nothing. The panel is asked again only within the rules. */
    public static Step due(RefillContext context, boolean newerOnLink, Duration lease) {
        if (context.refill().operatorNotified()) {
            return Escalation.expired(context);
        }
        if (!context.policy().doubt().askAgain()) {
            return needsOperator(context, "");
        }
        Instant leaseEnd = context.now().plus(lease);
        Optional<Refused> refused = RefillRequesting.objection(context, newerOnLink, leaseEnd);
        return refused.map(refusal -> needsOperator(context, " It is not asked again: " + refusal.message()))
                .orElseGet(() ->
                        context.step(context.refill().asked(RefillTransition.ASKED_AGAIN, context.now(), leaseEnd)));
    }

    private static Step needsOperator(RefillContext context, String remark) {
        String message =
                "The panel may have taken the refill and nothing shows it; look at the panel and settle it. The request ended with: "
                        + context.refill().note() + "." + remark;
        return context.step(
                context.refill().operatorNotified(true).dueAt(Escalation.expiry(context)),
                (order, revision, at) -> new NeedsOperator(order, revision, at, message));
    }

    /**
     * The order shows what became of its refill.
     *
     * @param at when that was seen; what was seen before the panel was asked shows nothing
     * @return empty if it changes nothing about the refill
     */
    public static Optional<Step> orderShows(RefillContext context, OrderShows sign, Instant at) {
        boolean before = context.refill().request() != null
                && !at.isAfter(context.refill().requestedAt());
        return before
                ? Optional.empty()
                : switch (sign) {
                    case OrderShows.DeliveredAgain _ ->
                        context.refill().state() == RefillState.IN_DOUBT
                                ? Optional.of(
                                        RefillRequesting.taken(context, null, "The panel delivers the order again"))
                                : Optional.empty();
                    case OrderShows.Intact(Recovery recovery) -> intact(context, recovery);
                };
    }

    private static Optional<Step> intact(RefillContext context, Recovery recovery) {
        Refill refill = context.refill();
        boolean ended = recovery.ends(refill.evidence(), refill.requestedAt());
        return switch (refill.state()) {
            case IN_DOUBT -> ended ? Optional.of(takenAndDone(context)) : Optional.empty();
            case RUNNING ->
                ended && refill.panelRefill() == null
                        ? Optional.of(RefillTracking.done(context, INTACT))
                        : Optional.empty();
            case TICKET_DUE, TICKETING, ESCALATED ->
                ended ? Optional.of(RefillTracking.done(context, INTACT)) : Optional.empty();
            case DUE ->
                ended || refill.evidence() == DropEvidence.SCHEDULE
                        ? Optional.of(notNeeded(context))
                        : Optional.empty();
            case REQUESTING, COMPLETED, NOT_NEEDED, REFUSED, CLOSED -> Optional.empty();
        };
    }

    /** Nothing is in flight. Where the shop was promised another try, it is notified that there is none. */
    private static Step notNeeded(RefillContext context) {
        Refill next = context.refill().move(RefillTransition.FOUND_INTACT).noted(INTACT);
        return context.refill().tally().rejections() == 0
                ? context.intact(next)
                : context.intact(
                        next,
                        (order, revision, at) -> new RefillClosed(
                                order, revision, at, context.refill().panelRefill(), INTACT));
    }

    private static Step takenAndDone(RefillContext context) {
        Step taken = RefillRequesting.taken(context, null, INTACT);
        Step done = RefillTracking.done(
                new RefillContext(
                        context.order().with(taken.history()), taken.refill(), context.policy(), context.now()),
                INTACT);
        return new Step(
                done.refill(),
                done.history(),
                Stream.concat(taken.events().stream(), done.events().stream()).toList());
    }

    /** An operator found it at the panel. */
    static Step foundTaken(RefillContext context, @Nullable RefillId id, String note) {
        return RefillRequesting.taken(context.with(context.refill().fenced()), id, note);
    }

    /** An operator did not find it at the panel: it is requested again. */
    static Step foundNotTaken(RefillContext context, String note) {
        return context.step(context.refill()
                .move(RefillTransition.FOUND_NOT_TAKEN)
                .fenced()
                .noted(note)
                .operatorNotified(false)
                .dueAt(context.now()));
    }

    /** An operator has it tried again. */
    static Step triedAgain(RefillContext context, String note) {
        Step step = context.step(context.refill()
                .move(RefillTransition.TRIED_AGAIN)
                .fenced()
                .noted(note)
                .operatorNotified(false)
                .dueAt(context.now()));
        return new Step(step.refill(), step.history().laterDrop(null), step.events());
    }

    /** An operator closes it. What the panel took, or may have taken, can still run there. */
    static Step closed(RefillContext context, String note) {
        Refill closed =
                context.refill().move(RefillTransition.GIVEN_UP).fenced().noted(note);
        PendingEvent event = (order, revision, at) ->
                new RefillClosed(order, revision, at, context.refill().panelRefill(), note);
        return mayRun(context.refill().state()) ? context.unsettled(closed, event) : context.step(closed, event);
    }

    /** Whether a refill in that state may be in flight at the panel. */
    static boolean mayRun(RefillState state) {
        return switch (state) {
            case REQUESTING, IN_DOUBT, RUNNING -> true;
            case DUE, TICKET_DUE, TICKETING, ESCALATED, COMPLETED, NOT_NEEDED, REFUSED, CLOSED -> false;
        };
    }

    /** A sign of a refill in the order's state. */
    public sealed interface OrderShows {

        /** The panel delivers it again. */
        record DeliveredAgain() implements OrderShows {}

        /** Nothing is missing. */
        record Intact(Recovery recovery) implements OrderShows {}
    }
}
