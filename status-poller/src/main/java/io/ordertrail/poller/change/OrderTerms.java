package io.ordertrail.poller.change;

import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.events.OrderRef;
import io.ordertrail.events.SubmissionEvent.OrderKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What of a watched order never changes.
 *
 * @param child 0 for the order itself, its number for a child
 * @param partition of the submissions topic
 * @param panelOrder its own id at the panel; a child's differs from {@code order.panelOrderId()}
 * @param quantity in all
 * @param runQuantity of each child; the same as quantity where there are no runs
 * @param warrantyDays by the service's terms; 0 for none
 * @param trace of the purchase, which the order's events continue
 */
public record OrderTerms(
        OrderRef order,
        int child,
        int partition,
        PanelOrderId panelOrder,
        OrderKind kind,
        @Nullable Long quantity,
        @Nullable Long runQuantity,
        Instant acceptedAt,
        int warrantyDays,
        @Nullable String trace) {

    /** A child of it that was just found. */
    public OrderTerms child(int number, PanelOrderId id, Instant now) {
        return new OrderTerms(
                order, number, partition, id, OrderKind.NORMAL, runQuantity, runQuantity, now, warrantyDays, trace);
    }

    /** Its id at the panel if it is a child, for {@code child} in events. */
    public @Nullable PanelOrderId childId() {
        return child == 0 ? null : panelOrder;
    }
}
