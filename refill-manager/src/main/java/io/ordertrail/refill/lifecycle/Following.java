package io.ordertrail.refill.lifecycle;

import io.ordertrail.events.RefillEvent.NeedsOperator;
import io.ordertrail.events.RefillEvent.RefillClosed;
import io.ordertrail.events.RefillEvent.RefillCompleted;
import io.ordertrail.events.RefillEvent.RefillRejected;
import io.ordertrail.panel.RefillStatus;
import io.ordertrail.panel.RefillStatusAnswer;
import io.ordertrail.refill.lifecycle.Case.Step;
import io.ordertrail.refill.policy.RefillPolicy.TicketPolicy;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** From a refill that the panel has taken to its end. */
public final class Following {

    /** "Refill not found" may be a panel that is not consistent yet; so often in a row it is the truth. */
    private static final int MOST_DENIALS = 5;

    private Following() {}

    /** Taken up by a replica that asks for its status now; the others leave it alone meanwhile. */
    public static Step later(Case the, Duration lease) {
        return the.step(the.refill().dueAt(the.now().plus(lease)));
    }

    /**
     * What the panel's word makes of it.
     *
     * @param answer absent if the panel left the refill out, or the call failed: nothing is learned
     * @param ticketDesk whether the panel takes tickets
     */
    public static Step seen(Case the, @Nullable RefillStatusAnswer answer, boolean ticketDesk) {
        return switch (answer) {
            case null -> wait(the);
            case RefillStatusAnswer.Seen(RefillStatus status, String word) -> seen(the, status, word, ticketDesk);
            case RefillStatusAnswer.NotFound(String text) -> denied(the, text);
            case RefillStatusAnswer.Unreadable _ -> wait(the);
        };
    }

    /** The order itself shows that it is done, where the panel gave no id to ask for. */
    static Step whole(Case the, String how) {
        return the.whole(
                the.refill().move(Move.DONE).noted(how),
                (order, revision, at) ->
                        new RefillCompleted(order, revision, at, the.refill().panelRefill()));
    }

    private static Step seen(Case the, RefillStatus status, String word, boolean ticketDesk) {
        return switch (status) {
            case COMPLETED -> whole(the, word);
            case REJECTED, CANCELED, FAILED -> rejected(the, word, ticketDesk);
            case PENDING, IN_PROGRESS, UNKNOWN ->
                wait(the.refill().counting(the.refill().tally().denied(0)), the, word);
        };
    }

    private static Step rejected(Case the, String word, boolean ticketDesk) {
        int rejections = the.refill().tally().rejections() + 1;
        Instant candidate = the.policy().tries().next(rejections, the.now()).orElse(null);
        Instant nextTry = the.warrantyEndsBefore(candidate) ? null : candidate;
        Refill counted = the.refill().counting(the.refill().tally().rejected()).noted(word);
        Announcement told = (order, revision, at) ->
                new RefillRejected(order, revision, at, the.refill().panelRefill(), word, nextTry);
        if (nextTry != null) {
            return the.step(counted.move(Move.REJECTED).dueAt(nextTry), told);
        }
        TicketPolicy ticket = the.policy().ticket();
        if (ticketDesk && ticket.enabled()) {
            return the.step(counted.move(Move.REJECTED_FOR_TICKET).dueAt(the.now()), told);
        }
        String message = "The panel rejected the refill %d times, lastly with '%s'.".formatted(rejections, word);
        return the.step(
                counted.move(Move.REJECTED_FOR_GOOD).operatorTold(true).dueAt(Escalation.expiry(the)),
                told,
                (order, revision, at) -> new NeedsOperator(order, revision, at, message));
    }

    private static Step denied(Case the, String text) {
        int denials = the.refill().tally().denials() + 1;
        return denials < MOST_DENIALS
                ? wait(the.refill().counting(the.refill().tally().denied(denials)), the, text)
                : closed(the, "The panel does not know the refill any more: " + text);
    }

    private static Step wait(Case the) {
        return wait(the.refill(), the, the.refill().note());
    }

    private static Step wait(Refill refill, Case the, @Nullable String note) {
        Instant begun = the.refill().requestedAt() == null
                ? the.refill().openedAt()
                : the.refill().requestedAt();
        if (!the.now().isBefore(begun.plus(the.policy().settleWithin()))) {
            return unsettled(
                    the,
                    "It never settled within %s; the panel's last word was '%s'."
                            .formatted(the.policy().settleWithin(), note == null ? "none" : note));
        }
        Refill next = note == null ? refill : refill.noted(note);
        return the.step(next.dueAt(the.policy().pace().next(begun, the.now())));
    }

    private static Step unsettled(Case the, String message) {
        Step closed = closed(the, message);
        return the.unsettled(closed.refill(), closed.told().toArray(Announcement[]::new));
    }

    private static Step closed(Case the, String message) {
        return the.step(
                the.refill().move(Move.GIVEN_UP).noted(message),
                (order, revision, at) ->
                        new RefillClosed(order, revision, at, the.refill().panelRefill(), message));
    }
}
