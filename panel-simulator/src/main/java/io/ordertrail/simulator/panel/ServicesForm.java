package io.ordertrail.simulator.panel;

/** How a panel answers {@code services}. */
public enum ServicesForm {
    /** With what it sells. */
    USUAL,
    /** With an empty list, though it sells as before. */
    EMPTY,
    /** With the first half of the list, as if that were all. */
    BROKEN
}
