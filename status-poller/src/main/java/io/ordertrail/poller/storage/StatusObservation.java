package io.ordertrail.poller.storage;

import io.ordertrail.domain.OrderId;
import io.ordertrail.panel.OrderAnswer;
import io.ordertrail.panel.OrderAnswer.Seen;
import java.time.Instant;

/**
 * An answer that may be news.
 *
 * @param child 0 for the order itself
 * @param version of the row when the question was asked
 * @param bytes the hash of the answer's bytes, or 0
 */
public record StatusObservation(OrderId order, int child, int version, OrderAnswer answer, long bytes, Instant at) {

    /** Whether the answer names orders that the panel made of this one. */
    public boolean hasChildren() {
        return answer instanceof Seen seen && !seen.children().isEmpty();
    }
}
