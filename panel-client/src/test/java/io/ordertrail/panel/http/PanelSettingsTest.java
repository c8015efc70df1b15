package io.ordertrail.panel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ordertrail.domain.OrderStatus;
import io.ordertrail.domain.PanelName;
import io.ordertrail.panel.CallObserver;
import io.ordertrail.panel.OrderAnswer;
import io.ordertrail.panel.Panel;
import io.ordertrail.panel.PanelsConfig;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings of a panel, as a properties file has them. */
class PanelSettingsTest {

    private static final String PANEL = "ordertrail.panels.mypanel.";

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void words_and_refusals_are_taught_in_a_properties_file() {
        try (Panels panels = panels("""
                ordertrail.panels.mypanel.status-words."Under\\ review"=on-hold
                ordertrail.panels.mypanel.status-words.Dormant=refilling
                ordertrail.panels.mypanel.refusals."Sold\\ out\\ today"=service-gone
                ordertrail.panels.mypanel.user-agent=Mozilla/5.0
                ordertrail.panels.mypanel.headers.X-Client=7
                """)) {
            Panel panel = panels.find(new PanelName("mypanel")).orElseThrow();

            assertThat(status(panel, "under review")).isEqualTo(OrderStatus.ON_HOLD);
            assertThat(status(panel, "Dormant")).isEqualTo(OrderStatus.REFILLING);
        }
    }

    private static OrderStatus status(Panel panel, String word) {
        OrderAnswer answer = panel.readStatusEntry("{\"status\":\"%s\"}".formatted(word));
        return ((OrderAnswer.Seen) answer).status();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            status-words.Dormant=asleep         | status-words."Dormant" must be one of pending
            refusals.Nope=perhaps               | refusals."Nope" must be one of bad-order
            headers.Host=other.example          | headers."Host" cannot be set
            headers.Content-Length=1            | headers."Content-Length" cannot be set
            headers.X-Secret=s3cr3t\\u0007       | headers."X-Secret" must be one line
            user-agent=caf\\u00e9                | user-agent must be one line
            """)
    void a_wrong_setting_is_named_without_its_value(String setting, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> panels(PANEL + setting).close())
                .withMessageContaining(PANEL + message)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("s3cr3t"));
    }

    private Panels panels(String properties) {
        Properties read = new Properties();
        try {
            read.load(new StringReader(properties));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> settings = new LinkedHashMap<>(Map.of(
                PANEL + "url",
                "https://mypanel.example/api/v2",
                PANEL + "dialect",
                "standard",
                PANEL + "key",
                "a-key-of-a-test",
                PANEL + "timeout",
                "PT30S",
                PANEL + "connect-timeout",
                "PT5S"));
        read.forEach((name, value) -> settings.put(name.toString(), value.toString()));
        PanelsConfig config = new SmallRyeConfigBuilder()
                .withMapping(PanelsConfig.class)
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build()
                .getConfigMapping(PanelsConfig.class);
        return Panels.of(config, vertx, InstantSource.system(), CallObserver.NONE);
    }
}
