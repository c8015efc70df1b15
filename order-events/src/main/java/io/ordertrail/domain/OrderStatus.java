package io.ordertrail.domain;

/**
 * The state of an order at its panel, in one spelling. Panels write it in any case and in many words; the panel client
 * maps them, and the raw text travels beside this.
 */
public enum OrderStatus {
    /** Taken, not begun ("Pending", "Awaiting"). */
    PENDING,
    /** Being delivered ("In progress", "Inprogress", "in_progress"). */
    IN_PROGRESS,
    /** Being prepared or delivered by the panel's own supplier ("Processing"). */
    PROCESSING,
    /** Held by the panel ("Holding", "Paused"). */
    ON_HOLD,
    /** A subscription that waits for posts ("Active"). */
    ACTIVE,
    /** A refill of it runs ("Refill"). */
    REFILLING,
    /** Delivered whole ("Completed", "complete"). */
    COMPLETED,
    /** Ended with a part undelivered; what is left of the charge was given back ("Partial"). */
    PARTIAL,
    /** Ended undelivered; the charge was given back ("Canceled", "Cancelled", "Rejected"). */
    CANCELED,
    /** Ended and the charge given back ("Refunded"). */
    REFUNDED,
    /** Ended by a failure at the panel ("Fail", "Failed", "Error"). */
    FAILED,
    /** A subscription whose time is over ("Expired"). */
    EXPIRED,
    /** An unknown word. The raw text is kept, the order stays watched. */
    UNKNOWN;

    /** Returns whether the panel has finished the order: nothing is delivered any more. A refill may begin it again. */
    public boolean isOver() {
        return switch (this) {
            case COMPLETED, PARTIAL, CANCELED, REFUNDED, FAILED, EXPIRED -> true;
            case PENDING, IN_PROGRESS, PROCESSING, ON_HOLD, ACTIVE, REFILLING, UNKNOWN -> false;
        };
    }
}
