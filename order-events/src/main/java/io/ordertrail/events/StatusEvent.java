package io.ordertrail.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ordertrail.domain.Money;
import io.ordertrail.domain.OrderStatus;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.domain.TicketId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is seen of a bought order at its panel; written by status-poller on {@link Topics#STATUS}. */
public sealed interface StatusEvent extends LifecycleEvent {

    /**
     * The status differs from the last one published.
     *
     * @param previous absent the first time
     * @param panelStatus the panel's own word
     * @param charges absent while none of them is known
     * @param leftover set when the order ended PARTIAL, CANCELED or REFUNDED, and when that is corrected later
     * @param child set if this is about a child of a drip-feed or subscription, published under its parent
     */
    @EventType("order.status-changed")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record StatusChanged(
            OrderRef order,
            long revision,
            Instant observedAt,
            OrderStatus status,
            @Nullable OrderStatus previous,
            String panelStatus,
            Progress progress,
            @Nullable Charges charges,
            @Nullable Leftover leftover,
            @Nullable PanelOrderId child)
            implements StatusEvent {}

    /** The status is the same, the counts or the charge are not. Coalesced by a setting of status-poller. */
    @EventType("order.progressed")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OrderProgressed(
            OrderRef order,
            long revision,
            Instant observedAt,
            OrderStatus status,
            Progress progress,
            @Nullable Charges charges,
            @Nullable Leftover leftover,
            @Nullable PanelOrderId child)
            implements StatusEvent {}

    /** The panel has denied the order ("Incorrect order ID") for longer than the setting. An operator should look. */
    @EventType("order.denied")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OrderDenied(
            OrderRef order,
            long revision,
            Instant observedAt,
            Instant since,
            String answer,
            @Nullable PanelOrderId child)
            implements StatusEvent {}

    /**
     * No progress for longer than the setting.
     *
     * @param ticket the ticket opened at a panel that has a ticket desk
     */
    @EventType("order.stuck")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OrderStuck(
            OrderRef order,
            long revision,
            Instant observedAt,
            Instant since,
            @Nullable TicketId ticket) implements StatusEvent {}

    /** A drip-feed or subscription has made a child; it is watched from now on. */
    @EventType("order.child-found")
    record ChildFound(OrderRef order, long revision, Instant observedAt, PanelOrderId child) implements StatusEvent {}

    /**
     * The panel's counts; each is absent where the panel has not said it, or has said no number.
     *
     * @param startCount what the link counted when the delivery began
     * @param remains how many are still to be delivered; may be negative when more was delivered than ordered
     * @param charge what the panel charges now; see {@link Charges}
     * @param expectedEnd when the delivery ends if it goes on at its pace; absent where no pace is known yet
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Progress(
            @Nullable Long startCount,
            @Nullable Long remains,
            @Nullable Money charge,
            @Nullable Instant expectedEnd) {}

    /**
     * What the order, or this child of it, costs. Panels lower the charge of an order when they give money back, so the last
     * one that was seen is not what the order cost.
     *
     * @param cost by the panel's list when the order was submitted; of a run of a drip-feed, its share
     * @param asBought the last charge that the panel stated before the order ended
     * @param atEnd the last charge that the panel stated since the order ended
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Charges(
            @Nullable Money cost,
            @Nullable Money asBought,
            @Nullable Money atEnd) {}

    /**
     * What the customer of the shop did not get, as money: a part of what the order cost when it was bought. A child's is its
     * own, and that of a drip-feed itself is the runs that were never made; the differences of all of them add up to what is left
     * of the order.
     *
     * @param total of the order or the child, after this event
     * @param difference against what was published before: add it up; negative when a correction takes some back
     */
    record Leftover(Money total, Money difference) {}
}
