package io.ordertrail.simulator.panel;

/** The ways in which a panel's {@code remains} follows the delivery. */
public enum RemainsForm {
    /** It falls while the order is delivered. */
    STEADY,
    /** It is the quantity until the order ends. */
    AT_END,
    /** It is ten minutes old, so that an order ends before its count is right. */
    LATE
}
