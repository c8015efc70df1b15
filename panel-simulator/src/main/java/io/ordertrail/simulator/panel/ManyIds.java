package io.ordertrail.simulator.panel;

/** The answers to more than a hundred ids. */
public enum ManyIds {
    /** "Incorrect request". */
    REFUSE,
    /** Answers for the first hundred and leaves the others out. */
    FIRST_HUNDRED
}
