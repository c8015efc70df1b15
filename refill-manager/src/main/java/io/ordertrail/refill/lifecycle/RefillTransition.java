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
    /** Claimed by a replica, committed before it asks. */
    CLAIMED(REQUESTING, DUE),
    /** The panel was not asked, or said "later"; also by an answer that came after the lease. */
    POSTPONED(DUE, REQUESTING, IN_DOUBT),
    /** The panel has it. */
    TAKEN(RUNNING, REQUESTING, IN_DOUBT),
    /** No answer, or one that proves nothing, or the replica died; or a repeated request that was not sent. */
    LOST(IN_DOUBT, REQUESTING),
    /** A doubt was decided: the panel did not take it. */
    FOUND_NOT_TAKEN(DUE, IN_DOUBT),
    /** A doubt is put to the panel once more, where it refuses a second refill. */
    ASKED_AGAIN(REQUESTING, IN_DOUBT),
    /** Refused by our rules or by the panel. */
    TURNED_DOWN(REFUSED, DUE, REQUESTING, IN_DOUBT),
    /** Nothing to refill. */
    FOUND_INTACT(NOT_NEEDED, DUE, REQUESTING, IN_DOUBT),
    /** Done, by the panel's status or the order's own state; also if that comes after its last rejection. */
    DONE(COMPLETED, RUNNING, TICKET_DUE, TICKETING, ESCALATED),
    /** Rejected; requested again later. */
    REJECTED(DUE, RUNNING),
    /** Rejected for the last time at a panel with a ticket desk. */
    REJECTED_FOR_TICKET(TICKET_DUE, RUNNING),
    /** Rejected for the last time at a panel without one. */
    REJECTED_FOR_GOOD(ESCALATED, RUNNING),
    /** Claimed by a replica, committed before the ticket is sent. */
    TICKET_CLAIMED(TICKETING, TICKET_DUE),
    /** There is no ticket yet. */
    TICKET_POSTPONED(TICKET_DUE, TICKETING),
    /** There is a ticket, or may be one, or will be none. */
    HANDED_OVER(ESCALATED, TICKETING),
    /** An operator has it tried again. */
    TRIED_AGAIN(DUE, ESCALATED),
    /** Given up: it never settled, or an operator closed it. */
    GIVEN_UP(CLOSED, DUE, IN_DOUBT, RUNNING, TICKET_DUE, ESCALATED);

    private final RefillState to;
    private final Set<RefillState> from;

    RefillTransition(RefillState to, RefillState first, RefillState... others) {
        this.to = to;
        this.from =
                Set.copyOf(Stream.concat(Stream.of(first), Stream.of(others)).toList());
    }

    /** Returns the state that it leads to. */
    public RefillState to() {
        return to;
    }

    /** Returns the states in which it may begin. */
    public Set<RefillState> from() {
        return from;
    }
}
