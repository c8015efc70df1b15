package io.ordertrail.panel.observation;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.ordertrail.domain.PanelName;
import io.ordertrail.panel.PanelCall;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PanelCallMetricsTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final PanelCallMetrics calls =
            new PanelCallMetrics(Map::of, registry, OpenTelemetry.noop().getTracer("test"));

    @Test
    void a_call_is_counted_once_it_is_over_by_panel_action_and_outcome() {
        var call = calls.begun(new PanelName("promosmm"), PanelCall.ADD);
        assertThat(registry.getMeters()).isEmpty();

        call.ended("unknown");

        Timer timer = registry.get("ordertrail.panel.calls")
                .tags("panel", "promosmm", "action", "add", "outcome", "unknown")
                .timer();
        assertThat(timer.count()).isOne();
    }
}
