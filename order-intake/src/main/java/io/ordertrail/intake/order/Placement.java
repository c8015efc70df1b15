package io.ordertrail.intake.order;

import io.ordertrail.domain.OrderId;

/** The outcome of a request for an order. */
public sealed interface Placement {

    /** Returns the order that has this identity now. */
    OrderId id();

    /** It is new. */
    record Placed(OrderId id) implements Placement {}

    /** The same request was there before: nothing was done. */
    record Repeated(OrderId id) implements Placement {}

    /** The identity was there before with other content: nothing was done but an event that says so. */
    record Conflict(OrderId id) implements Placement {}
}
