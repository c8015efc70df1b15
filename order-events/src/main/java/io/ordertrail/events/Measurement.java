package io.ordertrail.events;

import io.ordertrail.domain.Reference;
import java.time.Instant;

/**
 * What a shop counts at an order's link now, on {@link Topics#MEASUREMENTS}: the only way to see a drop at panels that
 * never show one. The shop is the CloudEvents attribute {@code source}.
 *
 * @param count what was counted, at least 0
 */
@EventType("order.measured")
public record Measurement(Reference reference, long count, Instant measuredAt) implements Event {

    /** @throws IllegalArgumentException if the count is negative */
    public Measurement {
        if (count < 0) {
            throw new IllegalArgumentException("count must be at least 0, but was " + count);
        }
    }
}
