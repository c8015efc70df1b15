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

    /** "Refill not found" may be a panel that is not consistent yet; so often in a row it is the truth. */
    private static final int MOST_DENIALS = 5;

    private RefillTracking() {}

    /** Taken up by a replica that asks for its status now; the others leave it alone meanwhile. */
    public static Step later(RefillContext context, Duration lease) {
        return context.step(context.refill().dueAt(context.now().plus(lease)));
    }

    /**
     * What the panel's word makes of it.
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

    /** The order itself shows that it is done, where the panel gave no id to ask for. */
    static Step whole(RefillContext context, String how) {
        return context.whole(
                context.refill().move(RefillTransition.DONE).noted(how),
                (order, revision, at) -> new RefillCompleted(
                        order, revision, at, context.refill().panelRefill()));
    }

    private static Step seen(RefillContext context, RefillStatus status, String word, boolean ticketDesk) {
        return switch (status) {
            case COMPLETED -> whole(context, word);
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
        PendingEvent told = (order, revision, at) ->
                new RefillRejected(order, revision, at, context.refill().panelRefill(), word, nextTry);
        if (nextTry != null) {
            return context.step(counted.move(RefillTransition.REJECTED).dueAt(nextTry), told);
        }
        TicketPolicy ticket = context.policy().ticket();
        if (ticketDesk && ticket.enabled()) {
            return context.step(
                    counted.move(RefillTransition.REJECTED_FOR_TICKET).dueAt(context.now()), told);
        }
        String message = "The panel rejected the refill %d times, lastly with '%s'.".formatted(rejections, word);
        return context.step(
                counted.move(RefillTransition.REJECTED_FOR_GOOD)
                        .operatorTold(true)
                        .dueAt(Escalation.expiry(context)),
                told,
                (order, revision, at) -> new NeedsOperator(order, revision, at, message));
    }

    private static Step denied(RefillContext context, String text) {
        int denials = context.refill().tally().denials() + 1;
        return denials < MOST_DENIALS
                ? wait(context.refill().counting(context.refill().tally().denied(denials)), context, text)
                : closed(context, "The panel does not know the refill any more: " + text);
    }

    private static Step wait(RefillContext context) {
        return wait(context.refill(), context, context.refill().note());
    }

    private static Step wait(Refill refill, RefillContext context, @Nullable String note) {
        Instant begun = context.refill().requestedAt() == null
                ? context.refill().openedAt()
                : context.refill().requestedAt();
        if (!context.now().isBefore(begun.plus(context.policy().settleWithin()))) {
            return unsettled(
                    context,
                    "It never settled within %s; the panel's last word was '%s'."
                            .formatted(context.policy().settleWithin(), note == null ? "none" : note));
        }
        Refill next = note == null ? refill : refill.noted(note);
        return context.step(next.dueAt(context.policy().pace().next(begun, context.now())));
    }

    private static Step unsettled(RefillContext context, String message) {
        Step closed = closed(context, message);
        return context.unsettled(closed.refill(), closed.told().toArray(PendingEvent[]::new));
    }

    private static Step closed(RefillContext context, String message) {
        return context.step(
                context.refill().move(RefillTransition.GIVEN_UP).noted(message),
                (order, revision, at) ->
                        new RefillClosed(order, revision, at, context.refill().panelRefill(), message));
    }
}
