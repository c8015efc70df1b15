package io.ordertrail.poller.storage;

import io.ordertrail.poller.settings.PollerConfig;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Has the retention applied from time to time, the first time soon after the start: a replica may not live long. */
@Singleton
class RetentionJob {

    private static final Logger LOG = Logger.getLogger(RetentionJob.class);
    private static final Duration SOON = Duration.ofMinutes(1);

    private final Retention retention;
    private final Duration kept;
    private final Duration every;
    private final InstantSource clock;
    private final AtomicBoolean atWork = new AtomicBoolean();

    RetentionJob(Retention retention, PollerConfig config, InstantSource clock) {
        this.retention = retention;
        this.kept = config.retention();
        this.every = config.upkeepEvery();
        this.clock = clock;
    }

    void start(@Observes StartupEvent event, Vertx vertx) {
        vertx.setTimer(SOON.toMillis(), _ -> tidy());
        vertx.setPeriodic(every.toMillis(), _ -> tidy());
    }

    /** After a long pause there may be more to delete than the time until the next look allows. */
    private void tidy() {
        if (!atWork.compareAndSet(false, true)) {
            return;
        }
        retention
                .apply(clock.instant().minus(kept))
                .eventually(() -> atWork.set(false))
                .subscribe()
                .with(
                        RetentionJob::deleted,
                        failure -> LOG.warnf(
                                "Could not delete orders that are watched no more; trying again: %s", failure));
    }

    private static void deleted(long orders) {
        if (orders > 0) {
            LOG.infof("Deleted %d orders whose watch ended long ago", orders);
        }
    }
}
