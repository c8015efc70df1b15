package io.ordertrail.notifier;

import io.ordertrail.domain.Money;
import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.OrderStatus;
import io.ordertrail.domain.PanelName;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.domain.Reference;
import io.ordertrail.domain.ServiceId;
import io.ordertrail.domain.ShopId;
import io.ordertrail.events.CloudEvent;
import io.ordertrail.events.Contact;
import io.ordertrail.events.Event;
import io.ordertrail.events.EventCodec;
import io.ordertrail.events.LifecycleEvent;
import io.ordertrail.events.OrderRef;
import io.ordertrail.events.StatusEvent.Leftover;
import io.ordertrail.events.StatusEvent.Progress;
import io.ordertrail.events.StatusEvent.StatusChanged;
import io.ordertrail.events.Topics;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events for the tests: {@code anOrder("acme").tagged("vip").completed(2)}. */
public final class Events {

    /** The time of all of them. */
    public static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private static final EventCodec CODEC = new EventCodec();

    private final OrderRef order;

    private Events(OrderRef order) {
        this.order = order;
    }

    /** An order of that shop. */
    public static Events anOrder(String shop, long id) {
        return new Events(new OrderRef(
                new OrderId(id),
                new ShopId(shop),
                new Reference("A-" + id),
                new PanelName("smmnew"),
                new PanelOrderId("23501"),
                new ServiceId("1"),
                List.of(),
                null));
    }

    public Events tagged(String... tags) {
        return with(List.of(tags), order.contact());
    }

    public Events withContact(@Nullable String email, @Nullable String callback) {
        return with(order.tags(), new Contact(email, callback, null));
    }

    private Events with(List<String> tags, @Nullable Contact contact) {
        return new Events(new OrderRef(
                order.id(),
                order.source(),
                order.reference(),
                order.panel(),
                order.panelOrderId(),
                order.service(),
                tags,
                contact));
    }

    public OrderRef ref() {
        return order;
    }

    public StatusChanged completed(long revision) {
        return status(revision, OrderStatus.COMPLETED, null);
    }

    public StatusChanged inProgress(long revision) {
        return status(revision, OrderStatus.IN_PROGRESS, null);
    }

    public StatusChanged partial(long revision) {
        Money left = Money.of("0.13", "USD");
        return status(revision, OrderStatus.PARTIAL, new Leftover(left, left));
    }

    private StatusChanged status(long revision, OrderStatus status, @Nullable Leftover leftover) {
        return new StatusChanged(
                order,
                revision,
                NOON,
                status,
                OrderStatus.PENDING,
                "Panel says " + status,
                new Progress(3572L, 157L, Money.of("0.27819", "USD"), null),
                null,
                leftover,
                null);
    }

    /** Its envelope. */
    public static CloudEvent<? extends Event> envelope(LifecycleEvent event) {
        return CloudEvent.of(Topics.STATUS, "status-poller", event);
    }

    static EventCodec codec() {
        return CODEC;
    }
}
