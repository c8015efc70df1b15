package io.ordertrail.refill.order;

import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.OrderStatus;
import io.ordertrail.domain.PanelName;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.domain.Reference;
import io.ordertrail.domain.ServiceId;
import io.ordertrail.domain.ShopId;
import io.ordertrail.domain.Warranty;
import io.ordertrail.events.OrderRef;
import io.ordertrail.events.StatusEvent.OrderProgressed;
import io.ordertrail.events.StatusEvent.Progress;
import io.ordertrail.events.StatusEvent.StatusChanged;
import io.ordertrail.refill.order.OrderUnderWarranty.PanelSnapshot;
import io.ordertrail.refill.order.OrderUnderWarranty.Purchase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code anOrder().at("smmgulf").of("Likes | R30").completed().order()}: 100 bought, 100 there before. */
public record TestOrder(OrderUnderWarranty order) {

    /** Bought then. */
    public static final Instant BOUGHT = Instant.parse("2026-01-01T00:00:00Z");

    /** Finished then. */
    public static final Instant FINISHED = BOUGHT.plus(Duration.ofDays(1));

    public static TestOrder anOrder() {
        OrderRef ref = new OrderRef(
                new OrderId(7),
                new ShopId("shop"),
                new Reference("r-7"),
                new PanelName("smmnew"),
                new PanelOrderId("4711"),
                new ServiceId("1"),
                List.of(),
                null);
        return new TestOrder(OrderUnderWarranty.of(ref)
                        .with(new PanelSnapshot(OrderStatus.PENDING, 100L, null, null, null, null, BOUGHT, 1)))
                .bought("Followers | R30", true, 100L);
    }

    public TestOrder unbought() {
        return new TestOrder(new OrderUnderWarranty(
                order.ref(), null, order.snapshot(), order.measurements(), order.history(), order.revision()));
    }

    public TestOrder of(String serviceName) {
        return bought(serviceName, true, 100L);
    }

    public TestOrder withoutRefill() {
        return bought("Followers", false, 100L);
    }

    public TestOrder withoutQuantity() {
        return bought("Package | R30", true, null);
    }

    public TestOrder completed() {
        return seen(OrderStatus.COMPLETED, 0L);
    }

    public TestOrder partial(long remains) {
        return new TestOrder(order.with(
                new PanelSnapshot(OrderStatus.PARTIAL, 100L, remains, remains, FINISHED, FINISHED, FINISHED, 2)));
    }

    public TestOrder seen(OrderStatus status, @Nullable Long remains) {
        return new TestOrder(order.with(new PanelSnapshot(status, 100L, remains, 0L, FINISHED, FINISHED, FINISHED, 2)));
    }

    public TestOrder askedAt(Instant at) {
        return new TestOrder(order.with(order.history().asked(at)));
    }

    public TestOrder droppedAt(Instant at) {
        return new TestOrder(order.with(order.history().dropped(at)));
    }

    private TestOrder bought(String serviceName, boolean refillable, @Nullable Long quantity) {
        return new TestOrder(new OrderUnderWarranty(
                order.ref(),
                new Purchase(
                        serviceName,
                        refillable,
                        Warranty.inName(serviceName).orElseGet(() -> Warranty.ofDays(30)),
                        "https://example.org/p",
                        quantity,
                        BOUGHT),
                order.snapshot(),
                order.measurements(),
                order.history(),
                order.revision()));
    }

    /** The poller reports another status. */
    public StatusChanged changed(OrderStatus status, @Nullable Long remains, Instant at) {
        return new StatusChanged(
                order.ref(),
                order.snapshot().revision() + 1,
                at,
                status,
                order.snapshot().status(),
                status.name(),
                new Progress(null, remains, null, null),
                null,
                null,
                null);
    }

    /** The poller reports other counts. */
    public OrderProgressed progressed(@Nullable Long remains, Instant at) {
        OrderStatus status = order.snapshot().status();
        return new OrderProgressed(
                order.ref(),
                order.snapshot().revision() + 1,
                at,
                status == null ? OrderStatus.PENDING : status,
                new Progress(null, remains, null, null),
                null,
                null,
                null);
    }
}
