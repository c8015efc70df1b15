package io.ordertrail.simulator.lifecycle;

/** What a refill is in. */
public enum SimulatedRefillState {
    PENDING("Pending"),
    IN_PROGRESS("In progress"),
    COMPLETED("Completed"),
    REJECTED("Rejected"),
    /** Ended with a word nobody knows. */
    STRANGE("Under review");

    private final String word;

    SimulatedRefillState(String word) {
        this.word = word;
    }

    /** What every panel calls it. */
    public String word() {
        return word;
    }

    /** Nothing more comes of it. */
    public boolean isOver() {
        return switch (this) {
            case COMPLETED, REJECTED -> true;
            case PENDING, IN_PROGRESS, STRANGE -> false;
        };
    }
}
