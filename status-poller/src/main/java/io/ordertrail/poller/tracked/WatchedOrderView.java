package io.ordertrail.poller.tracked;

import io.ordertrail.domain.Money;
import io.ordertrail.domain.OrderStatus;
import io.ordertrail.events.StatusEvent.Charges;
import io.ordertrail.poller.change.WatchedOrder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A watched order or a child of one, as it was published last.
 *
 * @param child 0 for the order itself, its number for a child
 * @param panelOrderId its own at the panel
 * @param charge the last one that the panel stated
 * @param charges what the order costs: by the panel's list, as bought, and at its end
 * @param leftover what the customer did not get, as published
 * @param expectedEnd when the delivery ends if it goes on at its pace
 * @param deniedSince since when the panel denies it
 * @param stuck whether it was reported as stuck
 * @param ticket {@code NONE}, {@code ASKED} or {@code PUBLISHED}
 * @param watchUntil when the watch ends; absent while the order is not over
 */
public record WatchedOrderView(
        long orderId,
        int child,
        String panel,
        String panelOrderId,
        int partition,
        @Nullable OrderStatus status,
        @Nullable String panelStatus,
        @Nullable Long startCount,
        @Nullable Long remains,
        @Nullable Money charge,
        Charges charges,
        @Nullable Money leftover,
        @Nullable Instant expectedEnd,
        Instant changedAt,
        @Nullable Instant deniedSince,
        boolean stuck,
        String ticket,
        @Nullable Instant watchUntil) {

    static WatchedOrderView of(WatchedOrder state) {
        return new WatchedOrderView(
                state.id().value(),
                state.purchase().child(),
                state.purchase().order().panel().value(),
                state.purchase().panelOrder().value(),
                state.purchase().partition(),
                state.shown().status(),
                state.shown().panelStatus(),
                state.shown().startCount(),
                state.shown().remains(),
                state.shown().charge(),
                state.charges(),
                state.shown().leftover(),
                state.expectedEnd().orElse(null),
                state.shown().changedAt(),
                state.alarms().deniedSince(),
                state.alarms().stuckPublished(),
                state.alarms().ticket().name(),
                state.shown().watchUntil());
    }
}
