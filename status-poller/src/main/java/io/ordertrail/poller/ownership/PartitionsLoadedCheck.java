package io.ordertrail.poller.ownership;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the orders of all assigned partitions are watched. */
@Readiness
@ApplicationScoped
class PartitionsLoadedCheck implements HealthCheck {

    private final Ownership ownership;

    PartitionsLoadedCheck(Ownership ownership) {
        this.ownership = ownership;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("owned orders are watched")
                .status(ownership.isLoaded())
                .withData("partitions", ownership.owned().toString())
                .build();
    }
}
