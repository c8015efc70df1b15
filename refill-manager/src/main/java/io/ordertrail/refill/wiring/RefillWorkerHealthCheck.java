package io.ordertrail.refill.wiring;

import io.ordertrail.refill.work.RefillWorker;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while rounds fail one after the other: nothing that is due is done. A failing panel does not count. */
@Readiness
@Singleton
class RefillWorkerHealthCheck implements HealthCheck {

    private static final int MOST = 10;

    private final RefillWorker worker;

    RefillWorkerHealthCheck(RefillWorker worker) {
        this.worker = worker;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("refill work")
                .status(worker.failing() < MOST)
                .withData("rounds failed in a row", worker.failing())
                .build();
    }
}
