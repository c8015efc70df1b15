package io.ordertrail.kit.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import org.jspecify.annotations.Nullable;

/** A part of an order's way, from {@link Tracing#begin} until it is ended. Thread-safe. */
public final class TraceSpan {

    private final Span span;

    TraceSpan(Span span) {
        this.span = span;
    }

    /** What follows from it goes on from here; null if there is no trace. */
    public @Nullable String traceparent() {
        return Tracing.traceparent(span.getSpanContext());
    }

    /** An attribute of it, such as {@code ordertrail.panel}. Ids may be here, unlike in metrics. */
    public TraceSpan with(String attribute, @Nullable String value) {
        if (value != null) {
            span.setAttribute(attribute, value);
        }
        return this;
    }

    /** It went well. */
    public void end() {
        span.end();
    }

    /** It did not, and why. */
    public void failed(String why) {
        span.setStatus(StatusCode.ERROR, why);
        span.end();
    }
}
