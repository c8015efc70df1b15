package io.ordertrail.poller.schedule;

import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.OrderStatus;
import io.ordertrail.domain.PanelOrderId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the schedule needs to know of an order, as the database has it.
 *
 * @param child 0 for the order itself, its number for a child
 * @param partition of the submissions topic: who owns it
 * @param dripFeed whether it is asked for as a drip-feed's parent
 * @param status absent until the panel answered once
 * @param published the fingerprint of the answer that was published last; 0 for none
 * @param progressFrom from when on progress may be published again; absent for now
 * @param startedAt when the first progress was seen
 * @param alarmAt when a denial or standstill is to be published; absent for never, or if it already was
 * @param watchUntil when the watch ends; absent while the order is not over
 * @param version of the row
 */
public record ScheduledOrder(
        OrderId order,
        int child,
        int partition,
        PanelOrderId panelOrder,
        boolean dripFeed,
        @Nullable Long quantity,
        @Nullable Long remains,
        @Nullable OrderStatus status,
        long published,
        boolean denied,
        @Nullable Instant startedAt,
        Instant changedAt,
        @Nullable Instant progressFrom,
        @Nullable Instant alarmAt,
        @Nullable Instant watchUntil,
        int version) {}
