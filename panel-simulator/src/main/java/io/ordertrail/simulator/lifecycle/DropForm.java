package io.ordertrail.simulator.lifecycle;

/** How a panel shows that a finished order dropped. */
public enum DropForm {
    /** Still Completed, but {@code remains} has risen. */
    REMAINS,
    /** In progress again, with what is missing as {@code remains}. */
    STATUS,
    /** Not at all: only a refill that is taken tells. */
    HIDDEN
}
