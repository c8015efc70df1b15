package io.ordertrail.refill.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.ordertrail.panel.CallObserver;
import io.ordertrail.panel.PanelCall;
import io.ordertrail.trade.PanelName;
import java.time.Duration;

/** Every call to a panel. */
public final class PanelCallMeters implements CallObserver {

    private final MeterRegistry registry;

    /** Into that registry. */
    public PanelCallMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void called(PanelName panel, PanelCall call, String outcome, Duration elapsed) {
        Timer.builder("ordertrail.panel.calls")
                .description("Calls to panels, by what is known after them")
                .tag("panel", panel.value())
                .tag("action", call.action())
                .tag("outcome", outcome)
                .publishPercentileHistogram()
                .register(registry)
                .record(elapsed);
    }
}
