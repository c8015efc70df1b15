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
 * @param panelRefill the panel's id of it; absent where it gave none
 * @param note the last thing to know: the doubt's evidence, the panel's word, what an operator said
 * @param operatorTold whether a person was asked to look at it
 * @param fence counts up with every claim and every decision of a person; a late answer with an older one changes
 *     nothing
 */
public record Refill(
        long id,
        OrderId order,
        RefillState state,
        DropEvidence evidence,
        Instant openedAt,
        Instant dueAt,
        Tally tally,
        @Nullable Instant requestedAt,
        @Nullable RefillId panelRefill,
        @Nullable TicketId ticket,
        @Nullable String note,
        boolean operatorTold,
        long fence) {

    /**
     * What was counted.
     *
     * @param attempts how many times the panel was asked
     * @param rejections how many of those it took and then rejected
     * @param denials how many times in a row it said that it does not know the refill
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

    /** One that is to be asked for; its number comes from the database. */
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

    /**
     * The same after that move.
     *
     * @throws IllegalStateException if the move may not begin here
     */
    public Refill move(RefillTransition move) {
        if (!move.from().contains(state)) {
            throw new IllegalStateException(
                    "refill %d of order %s is %s; %s begins at %s".formatted(id, order, state, move, move.from()));
        }
        return copy(move.to(), dueAt, tally, panelRefill, note, operatorTold, fence);
    }

    /** Taken up to ask the panel: until the lease ends, the answer is awaited. */
    Refill asked(RefillTransition move, Instant now, Instant leaseEnd) {
        Refill next = move(move);
        return new Refill(
                id,
                order,
                next.state,
                evidence,
                openedAt,
                leaseEnd,
                tally.asked(),
                now,
                null,
                ticket,
                note,
                operatorTold,
                fence + 1);
    }

    /** From now on every answer that is still under way comes too late. */
    Refill fenced() {
        return copy(state, dueAt, tally, panelRefill, note, operatorTold, fence + 1);
    }

    Refill dueAt(Instant next) {
        return copy(state, next, tally, panelRefill, note, operatorTold, fence);
    }

    Refill at(@Nullable RefillId panelId) {
        return copy(state, dueAt, tally, panelId, note, operatorTold, fence);
    }

    Refill counting(Tally counted) {
        return copy(state, dueAt, counted, panelRefill, note, operatorTold, fence);
    }

    Refill noted(String what) {
        return copy(state, dueAt, tally, panelRefill, what, operatorTold, fence);
    }

    Refill operatorTold(boolean told) {
        return copy(state, dueAt, tally, panelRefill, note, told, fence);
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
                requestedAt,
                panelRefill,
                opened,
                note,
                operatorTold,
                fence);
    }

    private Refill copy(
            RefillState newState,
            Instant due,
            Tally counted,
            @Nullable RefillId panelId,
            @Nullable String what,
            boolean told,
            long newFence) {
        return new Refill(
                id,
                order,
                newState,
                evidence,
                openedAt,
                due,
                counted,
                requestedAt,
                panelId,
                ticket,
                what,
                told,
                newFence);
    }
}
