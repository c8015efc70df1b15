package io.ordertrail.kit.outbox;

import io.ordertrail.events.CloudEvent;
import io.ordertrail.kit.tracing.Tracing;

/** The trace that the events come from, so that their consumers go on with it. */
final class TraceContext {

    private TraceContext() {}

    /** The event under the current span, unless it has a trace already or there is no span. */
    static CloudEvent<?> fillIn(CloudEvent<?> event) {
        return event.traceparent() == null ? event.tracedBy(Tracing.current()) : event;
    }
}
