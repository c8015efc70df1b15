package io.ordertrail.simulator.panel;

/** What a panel does with more than a hundred ids. */
public enum ManyIds {
    /** "Incorrect request". */
    REFUSE,
    /** Answers for the first hundred, and says nothing of the others. */
    FIRST_HUNDRED
}
