package io.ordertrail.refill.wiring;

import io.ordertrail.refill.work.RefillWorker;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while rounds fail one after the other: what is due is not done. A panel that fails is no such failure. */
@Readiness
@Singleton
class RefillWorkerHealthCheck implements HealthCheck {

    private static final int MOST = 10;

    private final RefillWorker loop;

    RefillWorkerHealthCheck(RefillWorker loop) {
        this.loop = loop;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("refill work")
                .status(loop.failing() < MOST)
                .withData("rounds failed in a row", loop.failing())
                .build();
    }
}
