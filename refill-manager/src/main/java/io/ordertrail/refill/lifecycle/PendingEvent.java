package io.ordertrail.refill.lifecycle;

import io.ordertrail.events.OrderRef;
import io.ordertrail.events.RefillEvent;
import java.time.Instant;

/** An event of which only the order's next revision is missing; that is taken under the order's lock. */
@FunctionalInterface
public interface PendingEvent {

    /** Returns the event. */
    RefillEvent event(OrderRef order, long revision, Instant at);
}
