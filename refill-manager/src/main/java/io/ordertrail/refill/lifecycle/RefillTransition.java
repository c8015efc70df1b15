package io.ordertrail.refill.lifecycle;

import static io.ordertrail.refill.lifecycle.RefillState.CLOSED;
import static io.ordertrail.refill.lifecycle.RefillState.COMPLETED;
import static io.ordertrail.refill.lifecycle.RefillState.DUE;
import static io.ordertrail.refill.lifecycle.RefillState.ESCALATED;
import static io.ordertrail.refill.lifecycle.RefillState.IN_DOUBT;
import static io.ordertrail.refill.lifecycle.RefillState.NOT_NEEDED;
import static io.ordertrail.refill.lifecycle.RefillState.REFUSED;
import static io.ordertrail.refill.lifecycle.RefillState.REQUESTING;
import static io.ordertrail.refill.lifecycle.RefillState.RUNNING;
import static io.ordertrail.refill.lifecycle.RefillState.TICKETING;
import static io.ordertrail.refill.lifecycle.RefillState.TICKET_DUE;

import java.util.Set;
import java.util.stream.Stream;

/** Every legal change of a refill's state. There is no other. */
public enum RefillTransition {
    /** Taken up by a replica, committed before it asks. */
    CLAIMED(REQUESTING, DUE),
    /** It is known that the panel was not asked, or said "later"; also by an answer that came after the lease. */
    POSTPONED(DUE, REQUESTING, IN_DOUBT),
    /** The panel has it. */
    TAKEN(RUNNING, REQUESTING, IN_DOUBT),
    /** No answer, or one that proves nothing, or the replica died. */
    LOST(IN_DOUBT, REQUESTING),
    /** A doubt was decided: it was not taken. */
    FOUND_NOT_TAKEN(DUE, IN_DOUBT),
    /** A doubt is put to the panel once more, where it refuses a second refill. */
    ASKED_AGAIN(REQUESTING, IN_DOUBT),
    /** Our rules, or the panel's no. */
    TURNED_DOWN(REFUSED, DUE, REQUESTING, IN_DOUBT),
    /** Nothing to refill. */
    FOUND_WHOLE(NOT_NEEDED, DUE, REQUESTING, IN_DOUBT),
    /** Done, by the panel's word or the order's own state. */
    DONE(COMPLETED, RUNNING),
    /** Rejected; asked for again later. */
    REJECTED(DUE, RUNNING),
    /** Rejected for the last time at a panel with a ticket desk. */
    REJECTED_FOR_TICKET(TICKET_DUE, RUNNING),
    /** Rejected for the last time at a panel without one. */
    REJECTED_FOR_GOOD(ESCALATED, RUNNING),
    /** Taken up by a replica, committed before the ticket is sent. */
    TICKET_CLAIMED(TICKETING, TICKET_DUE),
    /** It is known that there is no ticket yet. */
    TICKET_POSTPONED(TICKET_DUE, TICKETING),
    /** There is a ticket, or may be one, or will be none. */
    HANDED_OVER(ESCALATED, TICKETING),
    /** An operator has it tried again. */
    TRIED_ANEW(DUE, ESCALATED),
    /** Given up: it never settled, or an operator says so. */
    GIVEN_UP(CLOSED, DUE, IN_DOUBT, RUNNING, TICKET_DUE, ESCALATED);

    private final RefillState to;
    private final Set<RefillState> from;

    RefillTransition(RefillState to, RefillState first, RefillState... others) {
        this.to = to;
        this.from =
                Set.copyOf(Stream.concat(Stream.of(first), Stream.of(others)).toList());
    }

    /** Where it leads. */
    public RefillState to() {
        return to;
    }

    /** Where it may begin. */
    public Set<RefillState> from() {
        return from;
    }
}
