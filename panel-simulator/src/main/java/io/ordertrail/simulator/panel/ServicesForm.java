package io.ordertrail.simulator.panel;

/** The forms of the answer to {@code services}. */
public enum ServicesForm {
    /** The services that are sold. */
    USUAL,
    /** An empty list, although it sells as before. */
    EMPTY,
    /** The first half of the JSON as a complete response. */
    BROKEN
}
