package io.ordertrail.refill.it;

import io.ordertrail.simulator.Simulator;
import io.ordertrail.simulator.SimulatorConfig;
import io.ordertrail.simulator.lifecycle.ScenarioMix;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The five panels, standing still until a test moves their time. */
public final class RefillSimulatorResource implements QuarkusTestResourceLifecycleManager {

    static final List<String> PANELS = List.of("smmnew", "smmowner", "promosmm", "smmnova", "smmgulf");

    private @Nullable Simulator simulator;

    @Override
    public Map<String, String> start() {
        Simulator started = Simulator.start(SimulatorConfig.forTests()
                .withSpeed(0)
                .startingAt(TestClock.BEGIN)
                .eachPanel(panel -> panel.withFates(ScenarioMix.allComplete())));
        simulator = started;
        Map<String, String> settings = new HashMap<>();
        settings.put("test.simulator", started.baseUrl().toString());
        for (String panel : PANELS) {
            settings.put(
                    "ordertrail.panels." + panel + ".url", started.url(panel).toString());
            settings.put("ordertrail.panels." + panel + ".key", started.key(panel));
            settings.put("ordertrail.panels." + panel + ".requests-per-second", "1000");
            settings.put("ordertrail.panels." + panel + ".timeout", "2s");
        }
        return settings;
    }

    @Override
    public void stop() {
        if (simulator != null) {
            simulator.close();
        }
    }
}
