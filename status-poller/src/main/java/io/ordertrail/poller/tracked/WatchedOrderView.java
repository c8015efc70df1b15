package io.ordertrail.poller.tracked;

import io.ordertrail.domain.Money;
import io.ordertrail.domain.OrderStatus;
import io.ordertrail.poller.change.WatchedOrder;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A watched order or a child of one, as it was published last.
 *
 * @param child 0 for the order itself, its number for a child
 * @param panelOrderId its own at the panel
 * @param leftover what remains of the charge, as published
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
        @Nullable BigDecimal leftover,
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
                state.shown().leftover(),
                state.shown().changedAt(),
                state.alarms().deniedSince(),
                state.alarms().stuckPublished(),
                state.alarms().ticket().name(),
                state.shown().watchUntil());
    }
}
