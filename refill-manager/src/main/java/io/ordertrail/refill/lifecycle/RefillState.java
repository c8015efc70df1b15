package io.ordertrail.refill.lifecycle;

/** Where a refill stands. */
public enum RefillState {
    /** To be asked for at its due time. */
    DUE,
    /** Committed before the first byte leaves; until the answer is noted the panel may have taken it. */
    REQUESTING,
    /** The panel may have taken it: not asked for again until that is decided. */
    IN_DOUBT,
    /** The panel has taken it; its status is followed. */
    RUNNING,
    /** Rejected too often: a ticket is to be opened. */
    TICKET_DUE,
    /** Committed before the ticket is sent. */
    TICKETING,
    /** A person has it. */
    ESCALATED,
    /** The panel says that it is done. */
    COMPLETED,
    /** Asked for by schedule and there was nothing to refill, or the order became whole by itself. */
    NOT_NEEDED,
    /** Our rules or the panel said no. */
    REFUSED,
    /** Given up. */
    CLOSED;

    /** Whether something may still come of it; the database allows one such refill for an order. */
    public boolean isOpen() {
        return switch (this) {
            case DUE, REQUESTING, IN_DOUBT, RUNNING, TICKET_DUE, TICKETING, ESCALATED -> true;
            case COMPLETED, NOT_NEEDED, REFUSED, CLOSED -> false;
        };
    }
}
