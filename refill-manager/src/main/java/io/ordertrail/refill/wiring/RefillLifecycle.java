package io.ordertrail.refill.wiring;

import io.ordertrail.panel.http.Panels;
import io.ordertrail.refill.metrics.OpenRefills;
import io.ordertrail.refill.policy.RefillSettings;
import io.ordertrail.refill.work.PanelRefillWorker;
import io.ordertrail.refill.work.RefillWorker;
import io.ordertrail.refill.work.Tools;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Begins the work when the service is up and ends it before anything that it needs is closed. */
@Singleton
class RefillLifecycle {

    private static final int FIRST = 1;

    private final Panels panels;
    private final Tools tools;
    private final RefillWorker loop;
    private final RefillSettings settings;
    private final OpenRefills open;
    private Cancellable counting = () -> {};

    RefillLifecycle(Panels panels, Tools tools, RefillWorker loop, RefillSettings settings, OpenRefills open) {
        this.panels = panels;
        this.tools = tools;
        this.loop = loop;
        this.settings = settings;
        this.open = open;
    }

    void start(@Observes StartupEvent started) {
        counting = open.start();
        loop.start(panels.all().stream()
                .map(panel -> new PanelRefillWorker(panel, tools))
                .toList());
    }

    void stop(@Observes @Priority(FIRST) ShutdownEvent stopped) throws InterruptedException {
        counting.cancel();
        loop.stop(settings.work().grace());
    }
}
