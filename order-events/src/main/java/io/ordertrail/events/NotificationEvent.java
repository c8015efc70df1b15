package io.ordertrail.events;

import io.ordertrail.trade.Source;
import java.time.Instant;

/** What became of notifications themselves; written by notifier on {@link Topics#NOTIFICATIONS}. */
public sealed interface NotificationEvent extends Event {

    /** The shop that the subscription belongs to. */
    Source source();

    /** When it happened. */
    Instant observedAt();

    /** An endpoint failed for too long, or said 410, and gets nothing more until its owner enables it. */
    @Type("endpoint.disabled")
    record EndpointDisabled(
            Source source, String subscription, String target, String reason, Instant failingSince, Instant observedAt)
            implements NotificationEvent {}

    /** A delivery was given up after its last attempt; it can be replayed. */
    @Type("delivery.dead")
    record DeliveryDead(Source source, String subscription, String delivery, String reason, Instant observedAt)
            implements NotificationEvent {}
}
