package io.ordertrail.panel;

/** The state of a refill at its panel, in one spelling. */
public enum RefillStatus {
    PENDING,
    IN_PROGRESS,
    COMPLETED,
    REJECTED,
    CANCELED,
    /** Ended by a failure at the panel ("Error"). */
    FAILED,
    /** An unknown word; the refill stays watched. */
    UNKNOWN
}
