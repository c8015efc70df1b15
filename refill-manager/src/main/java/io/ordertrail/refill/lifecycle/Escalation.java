package io.ordertrail.refill.lifecycle;

import io.ordertrail.domain.TicketId;
import io.ordertrail.events.RefillEvent.NeedsOperator;
import io.ordertrail.events.RefillEvent.RefillClosed;
import io.ordertrail.events.RefillEvent.TicketOpened;
import io.ordertrail.panel.Evidence;
import io.ordertrail.panel.Outcome;
import io.ordertrail.panel.Refusal;
import io.ordertrail.panel.RefusalKind;
import io.ordertrail.refill.lifecycle.RefillContext.Step;
import java.time.Duration;
import java.time.Instant;

/** From the last rejection to the panel's ticket desk and an operator. A ticket repeats its effect, as a refill does. */
public final class Escalation {

    private static final Duration LATER = Duration.ofMinutes(15);

    private Escalation() {}

    /** Claimed, committed before the ticket is sent. */
    public static Step claimTicket(RefillContext context, Duration lease) {
        return context.step(context.refill()
                .move(RefillTransition.TICKET_CLAIMED)
                .fenced()
                .dueAt(context.now().plus(lease)));
    }

    /** The desk answered. No second ticket is sent where there may be a first. */
    public static Step answered(RefillContext context, Outcome<TicketId> outcome, String subject) {
        return switch (outcome) {
            case Outcome.Answered<TicketId>(TicketId ticket) ->
                handedOver(
                        context,
                        context.refill().with(ticket),
                        "Ticket %s is open at the panel's desk: %s".formatted(ticket, subject),
                        (order, revision, at) -> new TicketOpened(order, revision, at, ticket, subject));
            case Outcome.Refused<TicketId>(Refusal refusal)
            when refusal.kind() == RefusalKind.RATE_LIMITED ->
                postponed(context, refusal.text(), refusal.retryAfter().orElse(LATER));
            case Outcome.Refused<TicketId>(Refusal refusal) ->
                handedOver(context, context.refill(), "The panel's desk took no ticket: " + refusal.text());
            case Outcome.NotSent<TicketId>(String cause) -> postponed(context, cause, LATER);
            case Outcome.Unknown<TicketId>(Evidence evidence) -> lost(context, evidence.summary());
        };
    }

    /** There may be a ticket: an operator looks. */
    public static Step lost(RefillContext context, String evidence) {
        return handedOver(
                context, context.refill(), "A ticket may be open at the panel's desk; look there: " + evidence);
    }

    /** An operator did not decide for so long that it is given up. */
    public static Step expired(RefillContext context) {
        String message = "No operator decided in time; the last remark was: "
                + context.refill().note();
        Refill closed = context.refill().move(RefillTransition.GIVEN_UP).noted(message);
        PendingEvent event = (order, revision, at) ->
                new RefillClosed(order, revision, at, context.refill().panelRefill(), message);
        return RefillDoubt.mayRun(context.refill().state())
                ? context.unsettled(closed, event)
                : context.step(closed, event);
    }

    static Instant expiry(RefillContext context) {
        return context.now().plus(context.policy().settleWithin());
    }

    private static Step handedOver(RefillContext context, Refill refill, String message, PendingEvent... first) {
        Refill next = refill.move(RefillTransition.HANDED_OVER)
                .noted(message)
                .operatorNotified(true)
                .dueAt(expiry(context));
        PendingEvent last = (order, revision, at) -> new NeedsOperator(order, revision, at, message);
        return first.length == 0 ? context.step(next, last) : context.step(next, first[0], last);
    }

    private static Step postponed(RefillContext context, String cause, Duration wait) {
        return context.step(context.refill()
                .move(RefillTransition.TICKET_POSTPONED)
                .noted(cause)
                .dueAt(context.now().plus(wait)));
    }
}
