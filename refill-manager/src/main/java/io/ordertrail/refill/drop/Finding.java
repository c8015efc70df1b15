package io.ordertrail.refill.drop;

import io.ordertrail.events.RefillEvent.Drop;
import io.ordertrail.refill.order.WatchedOrder;

/** What a status or a measurement shows. */
public sealed interface Finding {

    /** The order with the new sight or count. */
    WatchedOrder order();

    /** Nothing about drops. */
    record Nothing(WatchedOrder order) implements Finding {}

    /** It has dropped. */
    record Dropped(WatchedOrder order, Drop drop) implements Finding {}

    /** Nothing is missing (any more). */
    record Whole(WatchedOrder order) implements Finding {}

    /** The panel delivers again: a refill of it runs. */
    record Refilling(WatchedOrder order) implements Finding {}
}
