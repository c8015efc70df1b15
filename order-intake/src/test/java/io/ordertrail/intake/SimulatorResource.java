package io.ordertrail.intake;

import io.ordertrail.simulator.Simulator;
import io.ordertrail.simulator.SimulatorConfig;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The five panels, for the whole run; time stands still unless a test moves it. */
public final class SimulatorResource implements QuarkusTestResourceLifecycleManager {

    static final List<String> PANELS = List.of("smmnew", "smmowner", "promosmm", "smmnova", "smmgulf");

    private static @Nullable Simulator simulator;

    static Simulator simulator() {
        return Objects.requireNonNull(simulator);
    }

    @Override
    public Map<String, String> start() {
        Simulator started = Simulator.start(SimulatorConfig.forTests().withSpeed(0));
        simulator = started;
        Map<String, String> settings = new HashMap<>();
        PANELS.forEach(panel -> {
            String prefix = "ordertrail.panels." + panel;
            settings.put(prefix + ".url", started.url(panel).toString());
            settings.put(prefix + ".key", started.key(panel));
            settings.put(prefix + ".requests-per-second", "1000");
            settings.put(prefix + ".timeout", "2s");
        });
        return settings;
    }

    @Override
    public void stop() {
        if (simulator != null) {
            simulator.close();
        }
    }
}
