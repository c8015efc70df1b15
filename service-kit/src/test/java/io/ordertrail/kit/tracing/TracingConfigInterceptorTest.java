package io.ordertrail.kit.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TracingConfigInterceptorTest {

    private static final String DEFAULT = "http://localhost:4317/";

    @Test
    void traces_are_off_where_no_endpoint_is_set() {
        assertThat(disabled(Map.of())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"quarkus.otel.exporter.otlp.endpoint", "quarkus.otel.exporter.otlp.traces.endpoint"})
    void an_endpoint_switches_them_on(String name) {
        assertThat(disabled(Map.of(name, "http://collector:4317"))).isFalse();
    }

    @Test
    void an_endpoint_that_is_empty_is_none() {
        assertThat(disabled(Map.of("quarkus.otel.exporter.otlp.endpoint", ""))).isTrue();
    }

    @Test
    void what_an_operator_says_stands() {
        assertThat(disabled(Map.of(
                        "quarkus.otel.exporter.otlp.endpoint", "http://collector:4317",
                        "quarkus.otel.sdk.disabled", "true")))
                .isTrue();
    }

    private static boolean disabled(Map<String, String> set) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withInterceptors(new TracingConfigInterceptor())
                .withDefaultValue("quarkus.otel.exporter.otlp.endpoint", DEFAULT)
                .withDefaultValue("quarkus.otel.sdk.disabled", "false")
                .withSources(new PropertiesConfigSource(set, "an operator", 300))
                .build();
        return config.getValue("quarkus.otel.sdk.disabled", Boolean.class);
    }
}
