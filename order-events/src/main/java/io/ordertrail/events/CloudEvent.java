package io.ordertrail.events;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An event in its CloudEvents 1.0 envelope.
 *
 * @param id with the source, what a consumer drops repeats by; for lifecycle events
 *     {@code <topic>/<order id>/<revision>}, so a repeat has the same
 * @param source who says it: {@code /ordertrail/<service>}, or the shop
 * @param subject what it is about: the order id, the panel, or absent
 * @param traceparent W3C trace context of the work that led to it, or absent
 */
public record CloudEvent<E extends Event>(
        String id,
        String source,
        @Nullable String subject,
        Instant time,
        @Nullable String traceparent,
        E data) {

    /** A lifecycle event's envelope: id, subject and time follow from the event. */
    public static <E extends LifecycleEvent> CloudEvent<E> of(String topic, String service, E event) {
        String orderId = event.order().id().toString();
        return new CloudEvent<>(
                topic + "/" + orderId + "/" + event.revision(),
                "/ordertrail/" + service,
                orderId,
                event.observedAt(),
                null,
                event);
    }

    /** The same, under that trace. */
    public CloudEvent<E> tracedBy(@Nullable String parent) {
        return new CloudEvent<>(id, source, subject, time, parent, data);
    }

    /** The same, under the trace that its transport has, if it has none itself. */
    CloudEvent<E> tracedByDefault(@Nullable String transport) {
        return traceparent == null && transport != null ? tracedBy(transport) : this;
    }

    /** The revision for {@code ce_sequence}, for lifecycle events. */
    Optional<String> sequence() {
        return data instanceof LifecycleEvent lifecycle
                ? Optional.of(Long.toString(lifecycle.revision()))
                : Optional.empty();
    }
}
