package io.ordertrail.panel.observation;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.ordertrail.domain.PanelName;
import io.ordertrail.panel.CallObserver;
import io.ordertrail.panel.PanelCall;
import io.ordertrail.panel.PanelsConfig;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Times every call by panel, action and outcome ({@code ordertrail.panel.calls}), beside what may be called
 * ({@code ordertrail.panel.budget}), and makes a span of it under the current trace. Thread-safe.
 */
public final class PanelCallMetrics implements CallObserver {

    private static final Set<String> NOTHING_KNOWN = Set.of("not_sent", "unknown");

    private final MeterRegistry registry;
    private final Tracer tracer;
    private final Map<Key, Timer> timers = new ConcurrentHashMap<>();

    /** Times the calls to those panels into that registry, with spans made by that tracer. */
    public PanelCallMetrics(PanelsConfig panels, MeterRegistry registry, Tracer tracer) {
        this.registry = registry;
        this.tracer = tracer;
        panels.panels()
                .forEach((name, panel) -> Gauge.builder("ordertrail.panel.budget", panel::requestsPerSecond)
                        .description("Calls a second that the service may make at the panel, over all its replicas")
                        .baseUnit("calls")
                        .tag("panel", name)
                        .register(registry));
    }

    private record Key(PanelName panel, PanelCall call, String outcome) {}

    @Override
    public Observed begun(PanelName panel, PanelCall call) {
        long begun = System.nanoTime();
        Span span = tracer.spanBuilder("panel " + call.action())
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute("ordertrail.panel", panel.value())
                .setAttribute("ordertrail.action", call.action())
                .startSpan();
        return outcome -> ended(span, new Key(panel, call, outcome), Duration.ofNanos(System.nanoTime() - begun));
    }

    private void ended(Span span, Key key, Duration took) {
        if (!span.isRecording()) {
            record(key, took);
        } else if (Vertx.currentContext() instanceof ContextInternal here) {
            here.duplicate().dispatch(() -> recordWithin(span, key, took));
        } else {
            recordWithin(span, key, took);
        }
        span.setAttribute("ordertrail.outcome", key.outcome());
        if (NOTHING_KNOWN.contains(key.outcome())) {
            span.setStatus(StatusCode.ERROR, key.outcome());
        }
        span.end();
    }

    /** With the span as the current one, so that the metric's exemplar leads to it. */
    private void recordWithin(Span span, Key key, Duration took) {
        try (Scope _ = span.makeCurrent()) {
            record(key, took);
        }
    }

    private void record(Key key, Duration took) {
        timers.computeIfAbsent(key, this::timer).record(took);
    }

    private Timer timer(Key key) {
        return Timer.builder("ordertrail.panel.calls")
                .description("Calls to panels, by what is known after them")
                .tag("panel", key.panel().value())
                .tag("action", key.call().action())
                .tag("outcome", key.outcome())
                .publishPercentileHistogram()
                .register(registry);
    }
}
