package io.ordertrail.refill.drop;

import io.ordertrail.events.RefillEvent.Drop;
import io.ordertrail.refill.order.OrderUnderWarranty;

/** What a status or a measurement shows. */
public sealed interface DropFinding {

    /** The order with the new sight or count. */
    OrderUnderWarranty order();

    /** Nothing about drops. */
    record Nothing(OrderUnderWarranty order) implements DropFinding {}

    /** It has dropped. */
    record Dropped(OrderUnderWarranty order, Drop drop) implements DropFinding {}

    /** Nothing is missing (any more). */
    record Intact(OrderUnderWarranty order) implements DropFinding {}

    /** The panel delivers again: a refill of it runs. */
    record Refilling(OrderUnderWarranty order) implements DropFinding {}
}
