package io.ordertrail.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.simulator.panel.ChargeForm;
import io.ordertrail.simulator.panel.PanelSettings;
import io.ordertrail.simulator.panel.RateLimitForm;
import io.ordertrail.simulator.panel.RemainsForm;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;

/** The settings of the process. */
class SimulatorMainTest {

    private static SimulatorConfig settings(Map<String, String> given) {
        Config config = new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(given, "given", 100))
                .build();
        return SimulatorMain.settings(config);
    }

    @Test
    void by_default_it_listens_on_8090_only_and_keeps_nothing() {
        SimulatorConfig settings = settings(Map.of());
        assertThat(settings.host()).isEqualTo("127.0.0.1");
        assertThat(settings.port()).isEqualTo(8090);
        assertThat(settings.seed()).isEqualTo(1);
        assertThat(settings.speed()).isEqualTo(1);
        assertThat(settings.dataDir()).isEmpty();
        assertThat(settings.sync()).isFalse();
        assertThat(settings.panels()).hasSize(5).allSatisfy(panel -> {
            assertThat(panel.port()).isEqualTo(-1);
            assertThat(panel.key()).isEqualTo(panel.name() + "-key");
            assertThat(panel.balance()).isEqualByComparingTo("100000");
            assertThat(panel.callsPerMinute()).isZero();
            assertThat(panel.servicesPerHour()).isZero();
        });
    }

    @Test
    void every_setting_can_be_given() {
        SimulatorConfig settings = settings(Map.ofEntries(
                Map.entry("ordertrail.simulator.port", "1"),
                Map.entry("ordertrail.simulator.speed", "0.5"),
                Map.entry("ordertrail.simulator.data-dir", "ledgers"),
                Map.entry("ordertrail.simulator.sync", "true"),
                Map.entry("ordertrail.simulator.panels.smmnew.port", "18091"),
                Map.entry("ordertrail.simulator.panels.smmnew.balance", "7.50"),
                Map.entry("ordertrail.simulator.panels.smmnew.text-ids", "true"),
                Map.entry("ordertrail.simulator.panels.smmnew.calls-per-minute", "60"),
                Map.entry("ordertrail.simulator.panels.smmnew.rate-limit-form", "bare-429"),
                Map.entry("ordertrail.simulator.panels.smmgulf.charge", "lowered"),
                Map.entry("ordertrail.simulator.panels.smmgulf.remains", "at-end")));
        assertThat(settings.speed()).isEqualTo(0.5);
        assertThat(settings.dataDir()).contains(Path.of("ledgers"));
        assertThat(settings.sync()).isTrue();
        PanelSettings smmnew = settings.panels().getFirst();
        assertThat(smmnew.port()).isEqualTo(18091);
        assertThat(smmnew.balance()).isEqualByComparingTo("7.5");
        assertThat(smmnew.textIds()).isTrue();
        assertThat(smmnew.callsPerMinute()).isEqualTo(60);
        assertThat(smmnew.rateLimitForm()).isEqualTo(RateLimitForm.BARE_429);
        assertThat(smmnew.chargeForm()).isEqualTo(ChargeForm.KEPT);
        assertThat(settings.panels().getLast().chargeForm()).isEqualTo(ChargeForm.LOWERED);
        assertThat(settings.panels().getLast().remainsForm()).isEqualTo(RemainsForm.AT_END);
    }
}
