package io.ordertrail.simulator.panel;

/** The charges of an order for which money was given back. */
public enum ChargeForm {
    /** The charge stays as it was when the order was bought. */
    KEPT,
    /** The charge is lowered by what was given back: to nothing when the order is canceled. */
    LOWERED
}
