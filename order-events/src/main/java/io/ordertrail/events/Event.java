package io.ordertrail.events;

/**
 * Everything that is said on a topic. What shops ask is a {@link ShopRequest} or a {@link Measurement}; what became of
 * an order is a {@link LifecycleEvent}; what operators need to know beside that is an {@link OperationsEvent} or a
 * {@link NotificationEvent}; who may call the REST APIs is a {@link KeyEvent}.
 */
public sealed interface Event
        permits ShopRequest, Measurement, LifecycleEvent, OperationsEvent, NotificationEvent, KeyEvent {

    /** The name in {@link EventType} of this event's record. */
    default String type() {
        return EventTypes.nameOf(getClass());
    }
}
