package io.ordertrail.refill.lifecycle;

/** The state of a refill. */
public enum RefillState {
    /** To be requested at its due time. */
    DUE,
    /** Committed before the first byte leaves; until the answer is stored the panel may have taken it. */
    REQUESTING,
    /** The panel may have taken it: not requested again until that is decided. */
    IN_DOUBT,
    /** The panel has taken it; its status is followed. */
    RUNNING,
    /** Rejected too often: a ticket is to be opened. */
    TICKET_DUE,
    /** Committed before the ticket is sent. */
    TICKETING,
    /** An operator has it. */
    ESCALATED,
    /** Done, by the panel's status or the order's own state. */
    COMPLETED,
    /** Requested by schedule and there was nothing to refill, or the order became intact by itself. */
    NOT_NEEDED,
    /** Refused by our rules or the panel. */
    REFUSED,
    /** Given up. */
    CLOSED;

    /** Whether something is still to be done about it; the database allows one such refill for an order. */
    public boolean isOpen() {
        return switch (this) {
            case DUE, REQUESTING, IN_DOUBT, RUNNING, TICKET_DUE, TICKETING, ESCALATED -> true;
            case COMPLETED, NOT_NEEDED, REFUSED, CLOSED -> false;
        };
    }
}
