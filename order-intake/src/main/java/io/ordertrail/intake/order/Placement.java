package io.ordertrail.intake.order;

import io.ordertrail.domain.OrderId;

/** What became of a request for an order. */
public sealed interface Placement {

    /** The order that has this identity now. */
    OrderId id();

    /** It is new. */
    record Placed(OrderId id) implements Placement {}

    /** The same request was there before: nothing was done. */
    record Repeated(OrderId id) implements Placement {}

    /** The identity was there before with other content: nothing was done but telling so. */
    record Conflict(OrderId id) implements Placement {}
}
