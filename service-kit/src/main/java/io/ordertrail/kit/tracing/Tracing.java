package io.ordertrail.kit.tracing;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import jakarta.inject.Singleton;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Spans under a trace context in the form that rows and records have, W3C's {@code traceparent}. While no endpoint for
 * traces is set nothing is recorded, and what came in is handed on as it came. Thread-safe.
 */
@Singleton
public class Tracing {

    private final Tracer tracer;

    /**
     * Whose spans go there.
     *
     * @param disabled for an SDK that is disabled still makes spans, with ids that lead nowhere
     */
    public Tracing(
            OpenTelemetry telemetry,
            @ConfigProperty(name = "quarkus.otel.sdk.disabled", defaultValue = "false") boolean disabled) {
        tracer = (disabled ? OpenTelemetry.noop() : telemetry).getTracer("io.ordertrail");
    }

    /** For those who make spans of their own. */
    public Tracer tracer() {
        return tracer;
    }

    /**
     * Begins a span.
     *
     * @param name low in cardinality: no ids
     * @param parent of the span; where it is absent or malformed, the current span, or a new trace
     */
    public TraceSpan begin(String name, SpanKind kind, @Nullable String parent) {
        return new TraceSpan(tracer.spanBuilder(name)
                .setSpanKind(kind)
                .setParent(context(parent))
                .startSpan());
    }

    /** Runs that with it as the current trace of this thread, for those who look for one there. */
    public static void under(@Nullable String parent, Runnable work) {
        Context trace = context(parent);
        if (Vertx.currentContext() instanceof ContextInternal here) {
            // Quarkus keeps the current trace with a duplicated context; on an event loop's own it would be lost at
            // once.
            here.duplicate().dispatch(() -> runIn(trace, work));
        } else {
            runIn(trace, work);
        }
    }

    private static void runIn(Context trace, Runnable work) {
        try (Scope _ = trace.makeCurrent()) {
            work.run();
        }
    }

    /** The current span, for a row or a record; null if there is none. */
    public static @Nullable String current() {
        return traceparent(Span.current().getSpanContext());
    }

    static @Nullable String traceparent(SpanContext span) {
        return span.isValid()
                ? "00-" + span.getTraceId() + "-" + span.getSpanId() + "-"
                        + span.getTraceFlags().asHex()
                : null;
    }

    private static Context context(@Nullable String parent) {
        Context current = Context.current();
        return parent == null
                ? current
                : W3CTraceContextPropagator.getInstance().extract(current, parent, TRACEPARENT);
    }

    private static final TextMapGetter<String> TRACEPARENT = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(String carrier) {
            return Set.of("traceparent");
        }

        @Override
        public @Nullable String get(@Nullable String carrier, String key) {
            return key.equals("traceparent") ? carrier : null;
        }
    };
}
