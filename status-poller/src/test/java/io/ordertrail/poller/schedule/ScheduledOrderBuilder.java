package io.ordertrail.poller.schedule;

import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.OrderStatus;
import io.ordertrail.domain.PanelOrderId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Watched orders for tests: {@code anOrder(7).in(OrderStatus.PENDING).watched()}. */
final class ScheduledOrderBuilder {

    static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    private final long id;
    private int child;
    private int partition;
    private PanelOrderId panelOrder;
    private boolean dripFeed;
    private @Nullable OrderStatus status = OrderStatus.IN_PROGRESS;
    private @Nullable Instant watchUntil;
    private Instant changedAt = NOW;

    private ScheduledOrderBuilder(long id) {
        this.id = id;
        this.panelOrder = PanelOrderId.of(100_000 + id);
    }

    static ScheduledOrderBuilder anOrder(long id) {
        return new ScheduledOrderBuilder(id);
    }

    ScheduledOrderBuilder in(@Nullable OrderStatus now) {
        status = now;
        return this;
    }

    ScheduledOrderBuilder never() {
        return in(null);
    }

    ScheduledOrderBuilder child(int number) {
        child = number;
        return this;
    }

    ScheduledOrderBuilder on(int number) {
        partition = number;
        return this;
    }

    ScheduledOrderBuilder called(String text) {
        panelOrder = new PanelOrderId(text);
        return this;
    }

    ScheduledOrderBuilder dripFeed() {
        dripFeed = true;
        return this;
    }

    ScheduledOrderBuilder until(Instant end) {
        watchUntil = end;
        return this;
    }

    ScheduledOrderBuilder changed(Instant at) {
        changedAt = at;
        return this;
    }

    ScheduledOrder watched() {
        return new ScheduledOrder(
                new OrderId(id),
                child,
                partition,
                panelOrder,
                dripFeed,
                100L,
                100L,
                status,
                0,
                false,
                null,
                changedAt,
                null,
                null,
                watchUntil,
                0);
    }
}
