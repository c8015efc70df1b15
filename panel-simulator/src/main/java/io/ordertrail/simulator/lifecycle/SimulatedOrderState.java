package io.ordertrail.simulator.lifecycle;

/** The states of an order; the dialect has the panel's word for each. */
public enum SimulatedOrderState {
    PENDING,
    PROCESSING,
    IN_PROGRESS,
    /** A subscription that waits for posts. */
    ACTIVE,
    COMPLETED,
    PARTIAL,
    CANCELED,
    REFUNDED,
    FAILED,
    /** In a state with an unknown word. */
    STRANGE,
    /** The panel does not know the order any more. */
    GONE;

    /** Returns whether nothing more is delivered. */
    public boolean isOver() {
        return switch (this) {
            case COMPLETED, PARTIAL, CANCELED, REFUNDED, FAILED, GONE -> true;
            case PENDING, PROCESSING, IN_PROGRESS, ACTIVE, STRANGE -> false;
        };
    }

    /** Returns whether the undelivered part is paid back. */
    public boolean isPaidBack() {
        return switch (this) {
            case PARTIAL, CANCELED, REFUNDED, FAILED -> true;
            case COMPLETED, GONE, PENDING, PROCESSING, IN_PROGRESS, ACTIVE, STRANGE -> false;
        };
    }
}
