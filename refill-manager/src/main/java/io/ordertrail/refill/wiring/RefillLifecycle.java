package io.ordertrail.refill.wiring;

import io.ordertrail.panel.http.Panels;
import io.ordertrail.refill.metrics.OpenRefills;
import io.ordertrail.refill.policy.RefillSettings;
import io.ordertrail.refill.work.PanelRefillWorkers;
import io.ordertrail.refill.work.RefillWorker;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Starts the work when the service is up and ends it before anything that it needs is closed. */
@Singleton
class RefillLifecycle {

    private static final int FIRST = 1;

    private final Panels panels;
    private final PanelRefillWorkers workers;
    private final RefillWorker worker;
    private final RefillSettings settings;
    private final OpenRefills open;
    private Cancellable counting = () -> {};

    RefillLifecycle(
            Panels panels, PanelRefillWorkers workers, RefillWorker worker, RefillSettings settings, OpenRefills open) {
        this.panels = panels;
        this.workers = workers;
        this.worker = worker;
        this.settings = settings;
        this.open = open;
    }

    void start(@Observes StartupEvent started) {
        counting = open.start();
        worker.start(panels.all().stream().map(workers::at).toList());
    }

    void stop(@Observes @Priority(FIRST) ShutdownEvent stopped) throws InterruptedException {
        counting.cancel();
        worker.stop(settings.work().grace());
    }
}
