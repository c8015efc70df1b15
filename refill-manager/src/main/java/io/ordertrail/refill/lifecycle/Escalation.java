package io.ordertrail.refill.lifecycle;

import io.ordertrail.events.RefillEvent.NeedsOperator;
import io.ordertrail.events.RefillEvent.RefillClosed;
import io.ordertrail.events.RefillEvent.TicketOpened;
import io.ordertrail.panel.Evidence;
import io.ordertrail.panel.Outcome;
import io.ordertrail.panel.Refusal;
import io.ordertrail.panel.RefusalKind;
import io.ordertrail.refill.lifecycle.Case.Step;
import io.ordertrail.trade.TicketId;
import java.time.Duration;
import java.time.Instant;

/** From the last rejection to the panel's ticket desk and a person. A ticket repeats its effect, as a refill does. */
public final class Escalation {

    private static final Duration LATER = Duration.ofMinutes(15);

    private Escalation() {}

    /** Taken up, committed before the ticket is sent. */
    public static Step claimTicket(Case the, Duration lease) {
        return the.step(
                the.refill().move(Move.TICKET_CLAIMED).fenced().dueAt(the.now().plus(lease)));
    }

    /** What the desk's answer makes of it. Never a second ticket where there may be a first. */
    public static Step answered(Case the, Outcome<TicketId> outcome, String subject) {
        return switch (outcome) {
            case Outcome.Answered<TicketId>(TicketId ticket) ->
                handedOver(
                        the,
                        the.refill().with(ticket),
                        "Ticket %s is open at the panel's desk: %s".formatted(ticket, subject),
                        (order, revision, at) -> new TicketOpened(order, revision, at, ticket, subject));
            case Outcome.Refused<TicketId>(Refusal refusal)
            when refusal.kind() == RefusalKind.RATE_LIMITED ->
                postponed(the, refusal.text(), refusal.retryAfter().orElse(LATER));
            case Outcome.Refused<TicketId>(Refusal refusal) ->
                handedOver(the, the.refill(), "The panel's desk took no ticket: " + refusal.text());
            case Outcome.NotSent<TicketId>(String cause) -> postponed(the, cause, LATER);
            case Outcome.Unknown<TicketId>(Evidence evidence) -> lost(the, evidence.summary());
        };
    }

    /** Nobody knows whether there is a ticket: a person looks. */
    public static Step lost(Case the, String evidence) {
        return handedOver(the, the.refill(), "A ticket may be open at the panel's desk, look there: " + evidence);
    }

    /** A person had it for so long that nothing comes of it any more. */
    public static Step expired(Case the) {
        String message =
                "Nobody decided about it in time; it was: " + the.refill().note();
        Refill closed = the.refill().move(Move.GIVEN_UP).noted(message);
        Announcement told = (order, revision, at) ->
                new RefillClosed(order, revision, at, the.refill().panelRefill(), message);
        return the.refill().state() == RefillState.IN_DOUBT ? the.unsettled(closed, told) : the.step(closed, told);
    }

    static Instant expiry(Case the) {
        return the.now().plus(the.policy().settleWithin());
    }

    private static Step handedOver(Case the, Refill refill, String message, Announcement... first) {
        Refill next =
                refill.move(Move.HANDED_OVER).noted(message).operatorTold(true).dueAt(expiry(the));
        Announcement last = (order, revision, at) -> new NeedsOperator(order, revision, at, message);
        return first.length == 0 ? the.step(next, last) : the.step(next, first[0], last);
    }

    private static Step postponed(Case the, String cause, Duration wait) {
        return the.step(the.refill()
                .move(Move.TICKET_POSTPONED)
                .noted(cause)
                .dueAt(the.now().plus(wait)));
    }
}
