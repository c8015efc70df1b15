package io.ordertrail.outbox;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.ordertrail.events.CloudEvent;

/** The trace that the events come from, so that their consumers go on with it. */
final class TraceContext {

    private TraceContext() {}

    /** The event under the current span, unless it has a trace already or there is no span. */
    static CloudEvent<?> fillIn(CloudEvent<?> event) {
        SpanContext span = Span.current().getSpanContext();
        return event.traceparent() != null || !span.isValid()
                ? event
                : event.tracedBy("00-%s-%s-%s"
                        .formatted(
                                span.getTraceId(),
                                span.getSpanId(),
                                span.getTraceFlags().asHex()));
    }
}
