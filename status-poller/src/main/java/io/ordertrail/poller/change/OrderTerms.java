package io.ordertrail.poller.change;

import io.ordertrail.domain.Money;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.domain.Warranty;
import io.ordertrail.events.OrderRef;
import io.ordertrail.events.SubmissionEvent.OrderKind;
import java.math.BigDecimal;
import java.math.RoundingMode;
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
 * @param cost by the panel's list when it was submitted, or absent where that is unknown; of a child, its share
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
        @Nullable Money cost,
        Instant acceptedAt,
        int warrantyDays,
        @Nullable String trace) {

    /** Ten years: no order is watched for longer. */
    private static final int LONGEST_WARRANTY = 3650;

    /** The decimal places of a run's share of the cost. */
    private static final int FINEST = 8;

    /** Returns the days of a warranty; of one without an end as many as an order is watched at most. */
    public static int days(Warranty warranty) {
        return switch (warranty) {
            case Warranty.None() -> 0;
            case Warranty.Days(int days) -> Math.min(days, LONGEST_WARRANTY);
            case Warranty.Lifetime() -> LONGEST_WARRANTY;
        };
    }

    /** A child of it that was just found. */
    public OrderTerms child(int number, PanelOrderId id, Instant now) {
        return new OrderTerms(
                order,
                number,
                partition,
                id,
                OrderKind.NORMAL,
                runQuantity,
                runQuantity,
                costOfRun(),
                now,
                warrantyDays,
                trace);
    }

    /** Returns how many runs a drip-feed is to make; 0 for every other order. */
    int runs() {
        return kind == OrderKind.DRIP_FEED && quantity != null && runQuantity != null && runQuantity > 0
                ? Math.toIntExact(quantity / runQuantity)
                : 0;
    }

    private @Nullable Money costOfRun() {
        int runs = runs();
        if (cost == null || runs == 0) {
            return null;
        }
        int scale = Math.max(FINEST, cost.amount().scale());
        return new Money(cost.amount().divide(BigDecimal.valueOf(runs), scale, RoundingMode.HALF_UP), cost.currency());
    }

    /** Its id at the panel if it is a child, for {@code child} in events. */
    public @Nullable PanelOrderId childId() {
        return child == 0 ? null : panelOrder;
    }
}
