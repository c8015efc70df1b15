package io.ordertrail.poller.schedule;

import io.ordertrail.trade.OrderId;
import io.ordertrail.trade.OrderStatus;
import io.ordertrail.trade.PanelOrderId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Watched orders for tests: {@code anOrder(7).in(OrderStatus.PENDING).watched()}. */
final class AnOrder {

    static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    private final long id;
    private int child;
    private int partition;
    private PanelOrderId panelOrder;
    private boolean dripFeed;
    private @Nullable OrderStatus status = OrderStatus.IN_PROGRESS;
    private @Nullable Instant watchUntil;
    private Instant changedAt = NOW;

    private AnOrder(long id) {
        this.id = id;
        this.panelOrder = PanelOrderId.of(100_000 + id);
    }

    static AnOrder anOrder(long id) {
        return new AnOrder(id);
    }

    AnOrder in(@Nullable OrderStatus now) {
        status = now;
        return this;
    }

    AnOrder never() {
        return in(null);
    }

    AnOrder child(int number) {
        child = number;
        return this;
    }

    AnOrder on(int number) {
        partition = number;
        return this;
    }

    AnOrder called(String text) {
        panelOrder = new PanelOrderId(text);
        return this;
    }

    AnOrder dripFeed() {
        dripFeed = true;
        return this;
    }

    AnOrder until(Instant end) {
        watchUntil = end;
        return this;
    }

    AnOrder changed(Instant at) {
        changedAt = at;
        return this;
    }

    Watched watched() {
        return new Watched(
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
