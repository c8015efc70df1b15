package io.ordertrail.simulator.lifecycle;

/** The states of a refill. */
public enum SimulatedRefillState {
    PENDING("Pending"),
    IN_PROGRESS("In progress"),
    COMPLETED("Completed"),
    REJECTED("Rejected"),
    /** Ended with an unknown word. */
    STRANGE("Under review");

    private final String word;

    SimulatedRefillState(String word) {
        this.word = word;
    }

    /** Returns the panels' word. */
    public String word() {
        return word;
    }

    /** Returns whether it has ended. */
    public boolean isOver() {
        return switch (this) {
            case COMPLETED, REJECTED -> true;
            case PENDING, IN_PROGRESS, STRANGE -> false;
        };
    }
}
