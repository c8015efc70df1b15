package io.ordertrail.poller.settings;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.ordertrail.panel.CallObserver;
import io.ordertrail.panel.PanelCall;
import io.ordertrail.trade.PanelName;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Calls to panels by panel, action and outcome. Thread-safe. */
final class CallMetrics implements CallObserver {

    private final MeterRegistry meters;
    private final Map<Key, Timer> timers = new ConcurrentHashMap<>();

    CallMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public void called(PanelName panel, PanelCall call, String outcome, Duration elapsed) {
        timers.computeIfAbsent(new Key(panel, call, outcome), this::timer).record(elapsed);
    }

    private Timer timer(Key key) {
        return Timer.builder("ordertrail.panel.calls")
                .description("Calls to panels, by what is known afterwards")
                .tag("panel", key.panel().value())
                .tag("action", key.call().action())
                .tag("outcome", key.outcome())
                .publishPercentileHistogram()
                .register(meters);
    }

    private record Key(PanelName panel, PanelCall call, String outcome) {}
}
