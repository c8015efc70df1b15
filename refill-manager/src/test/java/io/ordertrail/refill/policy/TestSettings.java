package io.ordertrail.refill.policy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** Settings from a map, read as the service reads them. */
public final class TestSettings {

    private TestSettings() {}

    public static RefillSettings of(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withMapping(RefillSettings.class)
                .withSources(new PropertiesConfigSource(settings, "test", 500))
                .addDiscoveredConverters()
                .build()
                .getConfigMapping(RefillSettings.class);
    }
}
