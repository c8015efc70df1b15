package io.ordertrail.simulator.lifecycle;

/** What an order is in; the dialect has the words for it. */
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
    /** In a state whose word nobody knows. */
    STRANGE,
    /** The panel has forgotten the order. */
    GONE;

    /** Nothing more is delivered. */
    public boolean isOver() {
        return switch (this) {
            case COMPLETED, PARTIAL, CANCELED, REFUNDED, FAILED, GONE -> true;
            case PENDING, PROCESSING, IN_PROGRESS, ACTIVE, STRANGE -> false;
        };
    }

    /** What was not delivered is paid back. */
    public boolean isPaidBack() {
        return switch (this) {
            case PARTIAL, CANCELED, REFUNDED, FAILED -> true;
            case COMPLETED, GONE, PENDING, PROCESSING, IN_PROGRESS, ACTIVE, STRANGE -> false;
        };
    }
}
