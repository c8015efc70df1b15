package io.ordertrail.events;

import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.ShopId;
import java.time.Instant;
import java.util.List;

/** What became of notifications themselves; written by notifier on {@link Topics#NOTIFICATIONS}. */
public sealed interface NotificationEvent extends Event {

    /** When it happened. */
    Instant observedAt();

    /** What the owner of a subscription is notified of. */
    sealed interface AboutSubscription extends NotificationEvent {

        /** The shop that the subscription belongs to. */
        ShopId source();

        /** Its id. */
        String subscription();
    }

    /** An endpoint failed for too long, or said 410, and gets nothing more until its owner enables it. */
    @EventType("endpoint.disabled")
    record EndpointDisabled(
            ShopId source, String subscription, String target, String reason, Instant failingSince, Instant observedAt)
            implements AboutSubscription {}

    /** A delivery was given up after its last attempt; it can be replayed. */
    @EventType("delivery.dead")
    record DeliveryDead(ShopId source, String subscription, String delivery, String reason, Instant observedAt)
            implements AboutSubscription {}

    /**
     * Notifications of orders that came to an end, many at once, for the orders' history; nobody is notified of it. Where
     * they went is not said: addresses stay in notifier.
     */
    @EventType("deliveries.ended")
    record DeliveriesEnded(List<DeliveryEnd> deliveries, Instant observedAt) implements NotificationEvent {

        /** Keeps a copy of the list; none is an empty one. */
        public DeliveriesEnded {
            @SuppressWarnings("NullAway") // a JSON object without the key hands us null
            List<DeliveryEnd> given = deliveries == null ? List.of() : deliveries;
            deliveries = List.copyOf(given);
        }
    }

    /**
     * One of them.
     *
     * @param event the type of the event that it reported, a new status behind it, as filters name it
     * @param channel {@code webhook} or {@code email}
     * @param outcome {@code delivered}, or {@code dead} when it was given up
     * @param attempts how many it took
     */
    record DeliveryEnd(
            OrderId order,
            String delivery,
            String subscription,
            String event,
            String channel,
            String outcome,
            int attempts,
            Instant endedAt) {}
}
