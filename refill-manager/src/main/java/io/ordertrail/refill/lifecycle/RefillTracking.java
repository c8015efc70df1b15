package io.ordertrail.refill.lifecycle;

import io.ordertrail.events.RefillEvent.NeedsOperator;
import io.ordertrail.events.RefillEvent.RefillClosed;
import io.ordertrail.events.RefillEvent.RefillCompleted;
import io.ordertrail.events.RefillEvent.RefillRejected;
import io.ordertrail.panel.RefillStatus;
import io.ordertrail.panel.RefillStatusAnswer;
import io.ordertrail.refill.lifecycle.RefillContext.Step;
import io.ordertrail.refill.policy.RefillPolicy.TicketPolicy;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** From a refill that the panel has taken to its end. */
public final class RefillTracking {

    /** "Refill not found" may come from a panel that is not consistent yet; after so many in a row it is given up. */
    private static final int MOST_DENIALS = 5;

    private RefillTracking() {}

    /** Claimed by a replica that asks for its status now; the others leave it alone meanwhile. */
    static Step later(RefillContext context, Duration lease) {
        return context.step(context.refill().dueAt(context.now().plus(lease)));
    }

    /**
     * The panel answered about its status.
     *
     * @param answer absent if the panel left the refill out, or the call failed: nothing is learned
     * @param ticketDesk whether the panel takes tickets
     */
    public static Step seen(RefillContext context, @Nullable RefillStatusAnswer answer, boolean ticketDesk) {
        return switch (answer) {
            case null -> wait(context);
            case RefillStatusAnswer.Seen(RefillStatus status, String word) -> seen(context, status, word, ticketDesk);
            case RefillStatusAnswer.NotFound(String text) -> denied(context, text);
            case RefillStatusAnswer.Unreadable _ -> wait(context);
        };
    }

    /** It is done, by the panel's status or the order's own state. */
    static Step done(RefillContext context, String note) {
        return context.intact(
                context.refill().move(RefillTransition.DONE).noted(note).operatorNotified(false),
                (order, revision, at) -> new RefillCompleted(
                        order, revision, at, context.refill().panelRefill()));
    }

    private static Step seen(RefillContext context, RefillStatus status, String word, boolean ticketDesk) {
        return switch (status) {
            case COMPLETED -> done(context, word);
            case REJECTED, CANCELED, FAILED -> rejected(context, word, ticketDesk);
            case PENDING, IN_PROGRESS, UNKNOWN ->
                wait(context.refill().counting(context.refill().tally().denied(0)), context, word);
        };
    }

    private static Step rejected(RefillContext context, String word, boolean ticketDesk) {
        int rejections = context.refill().tally().rejections() + 1;
        Instant candidate =
                context.policy().tries().next(rejections, context.now()).orElse(null);
        Instant nextTry = context.warrantyEndsBefore(candidate) ? null : candidate;
        Refill counted =
                context.refill().counting(context.refill().tally().rejected()).noted(word);
        PendingEvent rejected = (order, revision, at) ->
                new RefillRejected(order, revision, at, context.refill().panelRefill(), word, nextTry);
        if (nextTry != null) {
            return context.step(counted.move(RefillTransition.REJECTED).dueAt(nextTry), rejected);
        }
        TicketPolicy ticket = context.policy().ticket();
        if (ticketDesk && ticket.enabled()) {
            return context.step(
                    counted.move(RefillTransition.REJECTED_FOR_TICKET).dueAt(context.now()), rejected);
        }
        String message = "The panel rejected the refill %d times, lastly with '%s'.".formatted(rejections, word);
        return context.step(
                counted.move(RefillTransition.REJECTED_FOR_GOOD)
                        .operatorNotified(true)
                        .dueAt(Escalation.expiry(context)),
                rejected,
                (order, revision, at) -> new NeedsOperator(order, revision, at, message));
    }

    private static Step denied(RefillContext context, String text) {
        int denials = context.refill().tally().denials() + 1;
        return denials < MOST_DENIALS
                ? wait(context.refill().counting(context.refill().tally().denied(denials)), context, text)
                : unsettled(context, "The panel does not know the refill any more: " + text);
    }

    private static Step wait(RefillContext context) {
        return wait(context.refill(), context, context.refill().note());
    }

    private static Step wait(Refill refill, RefillContext context, @Nullable String note) {
        Instant begun = context.refill().requestedAt();
        if (!context.now().isBefore(begun.plus(context.policy().settleWithin()))) {
            return unsettled(
                    context,
                    "It never settled within %s; the panel's last status was '%s'."
                            .formatted(context.policy().settleWithin(), note == null ? "none" : note));
        }
        Refill next = note == null ? refill : refill.noted(note);
        return context.step(next.dueAt(context.policy().pace().next(begun, context.now())));
    }

    /** Given up. It may still run at the panel, also where the panel does not know its id. */
    private static Step unsettled(RefillContext context, String message) {
        return context.unsettled(
                context.refill().move(RefillTransition.GIVEN_UP).noted(message),
                (order, revision, at) ->
                        new RefillClosed(order, revision, at, context.refill().panelRefill(), message));
    }
}
