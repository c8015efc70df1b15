package io.ordertrail.refill.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordertrail.domain.PanelName;
import io.ordertrail.panel.CallObserver;
import io.ordertrail.panel.PanelsConfig;
import io.ordertrail.panel.http.Panels;
import io.ordertrail.refill.policy.RefillSettings;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** L21: a lease that is shorter than the calls of a claim reports refills in doubt that were not requested yet. */
class ClaimWindowsTest {

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void the_default_lease_leaves_time_for_the_last_call_and_its_answer() {
        ClaimWindows windows = windows(Map.of());

        assertThat(windows.at(new PanelName("smmnova"))).isEqualTo(Duration.ofSeconds(300 - 35 - 15));
    }

    @Test
    void calls_that_do_not_fit_into_the_lease_stop_the_start_and_the_message_says_what_to_set() {
        assertThatThrownBy(() -> windows(
                        Map.of("ordertrail.panels.smmnova.timeout", "60s", "ordertrail.panels.smmnew.timeout", "60s")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("smmnova: 8 calls with a timeout of PT1M")
                .hasMessageContaining("set ordertrail.refill.work.lease=539s")
                .hasMessageContaining("ordertrail.refill.work.single-batch")
                .hasMessageContaining("ordertrail.panels.smmnova.timeout")
                .hasMessageNotContaining("smmnew");
        assertThat(windows(Map.of("ordertrail.panels.smmnova.timeout", "60s", "ordertrail.refill.work.lease", "539s"))
                        .at(new PanelName("smmnova")))
                .isEqualTo(Duration.ofSeconds(539 - 65)
                        .minus(Duration.ofSeconds(539).dividedBy(20)));
    }

    private ClaimWindows windows(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        for (String panel : new String[] {"smmnew", "smmnova"}) {
            settings.put("ordertrail.panels." + panel + ".url", "http://localhost:1/");
            settings.put("ordertrail.panels." + panel + ".key", "key-of-" + panel);
        }
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withMapping(PanelsConfig.class)
                .withMapping(RefillSettings.class)
                .withSources(new PropertiesConfigSource(settings, "test", 500))
                .addDiscoveredConverters()
                .build();
        PanelsConfig panels = config.getConfigMapping(PanelsConfig.class);
        Panels clients = Panels.of(panels, vertx, InstantSource.system(), CallObserver.NONE);
        try {
            return new ClaimWindows(
                    config.getConfigMapping(RefillSettings.class).work(), panels, clients.all());
        } finally {
            clients.close();
        }
    }
}
