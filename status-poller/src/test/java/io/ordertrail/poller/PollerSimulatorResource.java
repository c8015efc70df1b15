package io.ordertrail.poller;

import io.ordertrail.simulator.Simulator;
import io.ordertrail.simulator.SimulatorConfig;
import io.ordertrail.simulator.panel.ChargeForm;
import io.ordertrail.simulator.panel.RemainsForm;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The five panels, whose time stands still until a test moves it. smmgulf and smmnova lower the charge by what they give
 * back, smmnova counts {@code remains} only at the end, and smmowner counts it late.
 */
public final class PollerSimulatorResource implements QuarkusTestResourceLifecycleManager {

    private @Nullable Simulator simulator;

    @Override
    public Map<String, String> start() {
        SimulatorConfig config = SimulatorConfig.forTests()
                .withSpeed(0)
                .panel("smmgulf", panel -> panel.withChargeForm(ChargeForm.LOWERED))
                .panel(
                        "smmnova",
                        panel -> panel.withChargeForm(ChargeForm.LOWERED).withRemainsForm(RemainsForm.AT_END))
                .panel("smmowner", panel -> panel.withRemainsForm(RemainsForm.LATE));
        Simulator started = Simulator.start(config);
        simulator = started;
        Map<String, String> settings = new HashMap<>();
        settings.put("test.simulator", started.baseUrl().toString());
        for (String panel : new String[] {"smmnew", "smmowner", "promosmm", "smmnova", "smmgulf"}) {
            settings.put(
                    "ordertrail.panels." + panel + ".url", started.url(panel).toString());
            settings.put("ordertrail.panels." + panel + ".key", started.key(panel));
            settings.put("ordertrail.panels." + panel + ".requests-per-second", "50");
            settings.put("ordertrail.panels." + panel + ".timeout", "5s");
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
