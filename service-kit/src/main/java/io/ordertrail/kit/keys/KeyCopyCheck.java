package io.ordertrail.kit.keys;

import io.ordertrail.events.Topics;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the API keys were read; before that every request with a key would be refused. */
@Readiness
@Singleton
class KeyCopyCheck implements HealthCheck {

    private final KeyCopy copy;
    private final boolean owner;

    KeyCopyCheck(KeyCopy copy, @ConfigProperty(name = "quarkus.application.name") String service) {
        this.copy = copy;
        this.owner = Topics.writtenBy(service).contains(Topics.KEYS);
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("API keys")
                .status(owner || copy.isRead())
                .build();
    }
}
