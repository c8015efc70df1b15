package io.ordertrail.refill.lifecycle;

import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.RefillId;
import io.ordertrail.domain.TicketId;
import io.ordertrail.events.RefillEvent.DropEvidence;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One refill of one order, from the drop to its end.
 *
 * @param id our own number of it
 * @param evidence what showed the drop
 * @param openedAt when the drop was noticed
 * @param dueAt when something is to be done about it next
 * @param request the last request to the panel; absent before the first
 * @param panelRefill the panel's id of it; absent where it gave none
 * @param note the latest remark: the doubt's evidence, the panel's text, an operator's reason
 * @param operatorNotified whether an operator was asked to look at it
 * @param fence counts up with every claim and every decision of an operator; an answer or a decision that is about an
 *     older one changes nothing
 */
public record Refill(
        long id,
        OrderId order,
        RefillState state,
        DropEvidence evidence,
        Instant openedAt,
        Instant dueAt,
        Tally tally,
        @Nullable Request request,
        @Nullable RefillId panelRefill,
        @Nullable TicketId ticket,
        @Nullable String note,
        boolean operatorNotified,
        long fence) {

    /**
     * A request to the panel.
     *
     * @param at when it was claimed
     * @param settledAt the end of the claim's lease: from then on nothing of it can be sent or arrive
     * @param repeats whether it repeats one that the panel may have taken, so that "not sent" and "later" leave the doubt
     */
    public record Request(Instant at, Instant settledAt, boolean repeats) {

        /** @throws IllegalArgumentException if it settles before it is made */
        public Request {
            if (settledAt.isBefore(at)) {
                throw new IllegalArgumentException("a request of " + at + " cannot settle at " + settledAt);
            }
        }
    }

    /**
     * Counts.
     *
     * @param attempts how many times it was claimed for a request
     * @param rejections how many requests the panel took and then rejected
     * @param denials how many times in a row the panel did not know the refill
     */
    public record Tally(int attempts, int rejections, int denials) {

        Tally asked() {
            return new Tally(attempts + 1, rejections, 0);
        }

        Tally rejected() {
            return new Tally(attempts, rejections + 1, 0);
        }

        Tally denied(int inARow) {
            return new Tally(attempts, rejections, inARow);
        }
    }

    /** A refill that is to be requested; its number comes from the database. */
    public static Refill due(OrderId order, DropEvidence evidence, Instant openedAt, Instant dueAt) {
        return new Refill(
                0,
                order,
                RefillState.DUE,
                evidence,
                openedAt,
                dueAt,
                new Tally(0, 0, 0),
                null,
                null,
                null,
                null,
                false,
                0);
    }

    /** When the panel was last asked; when the drop was noticed, if it never was. */
    public Instant requestedAt() {
        return request == null ? openedAt : request.at();
    }

    /** From when on nothing of the last request can be sent or arrive. */
    public Instant settledAt() {
        return request == null ? openedAt : request.settledAt();
    }

    /** Whether the last request repeats one that the panel may have taken. */
    boolean repeats() {
        return request != null && request.repeats();
    }

    /**
     * The same after that transition.
     *
     * @throws IllegalStateException if the transition may not begin here
     */
    public Refill move(RefillTransition transition) {
        if (!transition.from().contains(state)) {
            throw new IllegalStateException("refill %d of order %s is %s; %s begins at %s"
                    .formatted(id, order, state, transition, transition.from()));
        }
        return copy(transition.to(), dueAt, tally, panelRefill, note, operatorNotified, fence);
    }

    /** Claimed to ask the panel: until the lease ends, the answer is awaited. */
    Refill asked(RefillTransition transition, Instant now, Instant leaseEnd) {
        return new Refill(
                id,
                order,
                move(transition).state,
                evidence,
                openedAt,
                leaseEnd,
                tally.asked(),
                new Request(now, leaseEnd, transition == RefillTransition.ASKED_AGAIN),
                null,
                ticket,
                note,
                operatorNotified,
                fence + 1);
    }

    /** From now on every answer that is still under way comes too late. */
    Refill fenced() {
        return copy(state, dueAt, tally, panelRefill, note, operatorNotified, fence + 1);
    }

    Refill dueAt(Instant next) {
        return copy(state, next, tally, panelRefill, note, operatorNotified, fence);
    }

    Refill at(@Nullable RefillId panelId) {
        return copy(state, dueAt, tally, panelId, note, operatorNotified, fence);
    }

    Refill counting(Tally counted) {
        return copy(state, dueAt, counted, panelRefill, note, operatorNotified, fence);
    }

    Refill noted(String remark) {
        return copy(state, dueAt, tally, panelRefill, remark, operatorNotified, fence);
    }

    Refill operatorNotified(boolean notified) {
        return copy(state, dueAt, tally, panelRefill, note, notified, fence);
    }

    Refill with(TicketId opened) {
        return new Refill(
                id,
                order,
                state,
                evidence,
                openedAt,
                dueAt,
                tally,
                request,
                panelRefill,
                opened,
                note,
                operatorNotified,
                fence);
    }

    private Refill copy(
            RefillState newState,
            Instant due,
            Tally counted,
            @Nullable RefillId panelId,
            @Nullable String remark,
            boolean notified,
            long newFence) {
        return new Refill(
                id, order, newState, evidence, openedAt, due, counted, request, panelId, ticket, remark, notified,
                newFence);
    }
}
