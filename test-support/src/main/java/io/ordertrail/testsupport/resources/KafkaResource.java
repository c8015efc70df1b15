package io.ordertrail.testsupport.resources;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** The Kafka of this JVM with all topics of Ordertrail, kept as long as the JVM lives. */
public final class KafkaResource implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        return SharedServers.shared().kafka();
    }

    /** Does nothing: the broker runs until the JVM ends. */
    @Override
    public void stop() {}
}
