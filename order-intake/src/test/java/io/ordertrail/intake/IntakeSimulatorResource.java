package io.ordertrail.intake;

import io.ordertrail.simulator.Simulator;
import io.ordertrail.simulator.SimulatorConfig;
import io.ordertrail.simulator.panel.PanelSettings;
import io.ordertrail.simulator.panel.SimulatedDialect;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The five panels and three with bad habits, for the whole run; time stands still unless a test moves it. */
public final class IntakeSimulatorResource implements QuarkusTestResourceLifecycleManager {

    static final List<String> PANELS = List.of("smmnew", "smmowner", "promosmm", "smmnova", "smmgulf");

    /** Its ids are words. */
    public static final String WORDY = "wordy";
    /** Its status answers for other people's orders too. */
    public static final String GOSSIP = "gossip";
    /** As the others; for a test that must have a panel for itself. */
    public static final String QUIET = "quiet";

    /** All of them, and the dialect that each speaks. */
    static final Map<String, String> DIALECTS = Map.of(
            "smmnew",
            "smmnew",
            "smmowner",
            "smmowner",
            "promosmm",
            "promosmm",
            "smmnova",
            "smmnova",
            "smmgulf",
            "smmgulf",
            WORDY,
            "smmowner",
            GOSSIP,
            "smmowner",
            QUIET,
            "smmowner");

    private static @Nullable Simulator simulator;

    public static Simulator simulator() {
        return Objects.requireNonNull(simulator);
    }

    @Override
    public Map<String, String> start() {
        Simulator started = Simulator.start(SimulatorConfig.forTests()
                .and(PanelSettings.of(SimulatedDialect.SMMOWNER).named(WORDY).withTextIds(true))
                .and(PanelSettings.of(SimulatedDialect.SMMOWNER).named(GOSSIP).withAnswersForOthers(true))
                .and(PanelSettings.of(SimulatedDialect.SMMOWNER).named(QUIET))
                .withSpeed(0));
        simulator = started;
        Map<String, String> settings = new HashMap<>();
        DIALECTS.forEach((panel, dialect) -> {
            String prefix = "ordertrail.panels." + panel;
            settings.put(prefix + ".dialect", dialect);
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
