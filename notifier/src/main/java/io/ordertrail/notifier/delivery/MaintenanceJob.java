package io.ordertrail.notifier.delivery;

import io.ordertrail.notifier.subscription.SigningKeys;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/** What is done from time to time: old rows go, secrets get the current encryption key, the gauges are read. */
@ApplicationScoped
class MaintenanceJob {

    private static final Logger LOG = Logger.getLogger(MaintenanceJob.class);
    private static final long SOON_MILLIS = 2_000;

    private final Vertx vertx;
    private final DeliveryRetention retention;
    private final SigningKeys keys;
    private final BacklogMetrics backlog;
    private final DeliverySettings settings;
    private final InstantSource clock;

    MaintenanceJob(
            Vertx vertx,
            DeliveryRetention retention,
            SigningKeys keys,
            BacklogMetrics backlog,
            DeliverySettings settings,
            InstantSource clock) {
        this.vertx = vertx;
        this.retention = retention;
        this.keys = keys;
        this.backlog = backlog;
        this.settings = settings;
        this.clock = clock;
    }

    void start() {
        vertx.setTimer(SOON_MILLIS, _ -> tidy());
        vertx.setPeriodic(settings.upkeepEvery().toMillis(), _ -> tidy());
        vertx.setPeriodic(settings.gaugesEvery().toMillis(), _ -> run("read the gauges", backlog.read()));
    }

    private void tidy() {
        run(
                "delete what is older than the retention",
                retention.apply(clock.instant().minus(settings.retention())));
        run("seal secrets again", keys.reseal().replaceWithVoid());
    }

    private static void run(String what, Uni<Void> work) {
        work.subscribe().with(_ -> {}, failure -> LOG.warnf("Could not %s; trying again next time: %s", what, failure));
    }
}
