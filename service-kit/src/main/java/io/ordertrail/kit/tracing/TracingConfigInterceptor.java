package io.ordertrail.kit.tracing;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Traces are off unless an endpoint for them is set. Without this the default endpoint would be tried, and fail in the
 * log, wherever there is no collector. A
 * {@code quarkus.otel.sdk.disabled} that somebody sets stands.
 */
public final class TracingConfigInterceptor implements ConfigSourceInterceptor {

    private static final long serialVersionUID = 1;

    private static final String DISABLED = "quarkus.otel.sdk.disabled";
    private static final List<String> ENDPOINTS =
            List.of("quarkus.otel.exporter.otlp.endpoint", "quarkus.otel.exporter.otlp.traces.endpoint");

    @Override
    public @Nullable ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        ConfigValue found = context.proceed(name);
        if (!name.equals(DISABLED) || isSet(found)) {
            return found;
        }
        boolean endpoint = ENDPOINTS.stream().map(context::proceed).anyMatch(TracingConfigInterceptor::isSet);
        return ConfigValue.builder()
                .withName(DISABLED)
                .withValue(Boolean.toString(!endpoint))
                .withConfigSourceName("whether an endpoint for traces is set")
                .withConfigSourceOrdinal(1)
                .build();
    }

    /** By somebody: the ordinals of defaults are negative. */
    private static boolean isSet(@Nullable ConfigValue value) {
        return value != null
                && value.getConfigSourceOrdinal() > 0
                && value.getValue() != null
                && !value.getValue().isBlank();
    }
}
