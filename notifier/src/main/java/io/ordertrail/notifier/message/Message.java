package io.ordertrail.notifier.message;

import io.ordertrail.events.Contact;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An event as it is sent, the same to everybody and at every attempt.
 *
 * @param id {@code msg_…}, made from the event's source and id: the same event has the same, whoever reads it again
 * @param occurredAt the event's time
 * @param body the JSON {@code {"type", "timestamp", "data"}}, never changed after this
 * @param contact where the order's own notifications go; not in the body
 * @param traceparent W3C trace context of what led to it, or absent
 */
public record Message(
        String id,
        EventSubject about,
        Instant occurredAt,
        byte[] body,
        @Nullable Contact contact,
        @Nullable String traceparent) {

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Message that
                && id.equals(that.id)
                && about.equals(that.about)
                && occurredAt.equals(that.occurredAt)
                && Arrays.equals(body, that.body)
                && Objects.equals(contact, that.contact)
                && Objects.equals(traceparent, that.traceparent);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    /** The id and the name; a body has no place in a log. */
    @Override
    public String toString() {
        return id + " " + about.name();
    }
}
