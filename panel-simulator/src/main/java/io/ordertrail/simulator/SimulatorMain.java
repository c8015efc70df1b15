package io.ordertrail.simulator;

import io.ordertrail.simulator.lifecycle.ScenarioMix;
import io.ordertrail.simulator.panel.ChargeForm;
import io.ordertrail.simulator.panel.PanelSettings;
import io.ordertrail.simulator.panel.RateLimitForm;
import io.ordertrail.simulator.panel.RemainsForm;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** The simulator as a process of its own, with settings {@code ordertrail.simulator.*}; the README lists them. */
@QuarkusMain
public final class SimulatorMain implements QuarkusApplication {

    private static final System.Logger LOG = System.getLogger(SimulatorMain.class.getName());
    private static final String PREFIX = "ordertrail.simulator.";
    private static final int USUAL_PORT = 8090;

    /** Runs until it is stopped. */
    public static void main(String... args) {
        Quarkus.run(SimulatorMain.class, args);
    }

    @Override
    public int run(String... args) {
        try (Simulator simulator = Simulator.start(settings(ConfigProvider.getConfig()))) {
            LOG.log(System.Logger.Level.INFO, "panels answer at " + simulator.baseUrl() + "/<panel>/api/v2");
            Quarkus.waitForExit();
        }
        return 0;
    }

    static SimulatorConfig settings(Config config) {
        SimulatorConfig usual = SimulatorConfig.forTests();
        SimulatorConfig settings = usual.withHost(
                        get(config, "host", String.class).orElse("127.0.0.1"))
                .withPort(get(config, "port", Integer.class).orElse(USUAL_PORT))
                .withSeed(get(config, "seed", Long.class).orElse(usual.seed()))
                .withSpeed(get(config, "speed", Double.class).orElse(usual.speed()))
                .withSync(get(config, "sync", Boolean.class).orElse(false))
                .eachPanel(panel -> panel(config, panel));
        return get(config, "data-dir", String.class)
                .map(folder -> settings.withDataDir(Path.of(folder)))
                .orElse(settings);
    }

    private static PanelSettings panel(Config config, PanelSettings usual) {
        String at = "panels." + usual.name() + ".";
        boolean allComplete = get(config, "fates", String.class).orElse("usual").equals("complete");
        RateLimitForm form =
                named(config, at + "rate-limit-form", RateLimitForm.class).orElse(usual.rateLimitForm());
        ChargeForm charge = named(config, at + "charge", ChargeForm.class).orElse(usual.chargeForm());
        RemainsForm remains = named(config, at + "remains", RemainsForm.class).orElse(usual.remainsForm());
        return usual.withFates(allComplete ? ScenarioMix.allComplete() : usual.fates())
                .withPort(get(config, at + "port", Integer.class).orElse(-1))
                .withKey(get(config, at + "key", String.class).orElse(usual.key()))
                .withBalance(get(config, at + "balance", BigDecimal.class).orElse(usual.balance()))
                .withActiveLinksRefused(
                        get(config, at + "refuses-active-links", Boolean.class).orElse(usual.refusesActiveLinks()))
                .withTextIds(get(config, at + "text-ids", Boolean.class).orElse(false))
                .withAnswersForOthers(
                        get(config, at + "answers-for-others", Boolean.class).orElse(false))
                .withOthersBetween(
                        get(config, at + "others-between", Integer.class).orElse(usual.othersBetween()))
                .withRateLimit(
                        get(config, at + "calls-per-minute", Integer.class).orElse(0), form)
                .withServicesPerHour(
                        get(config, at + "services-per-hour", Integer.class).orElse(0))
                .withChargeForm(charge)
                .withRemainsForm(remains);
    }

    private static <E extends Enum<E>> Optional<E> named(Config config, String name, Class<E> type) {
        return get(config, name, String.class)
                .map(text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT).replace('-', '_')));
    }

    private static <T> Optional<T> get(Config config, String name, Class<T> type) {
        return config.getOptionalValue(PREFIX + name, type);
    }
}
