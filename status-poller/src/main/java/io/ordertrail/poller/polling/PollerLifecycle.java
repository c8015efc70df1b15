package io.ordertrail.poller.polling;

import io.ordertrail.poller.settings.PollerConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/** Turns the pollers; at the end lets what is under way come home. */
@Singleton
class PollerLifecycle {

    private static final Logger LOG = Logger.getLogger(PollerLifecycle.class);
    private static final int FIRST = 10;
    private static final long TURN_MILLIS = 50;
    private static final Duration LOOK = Duration.ofMillis(20);

    private final Pollers pollers;
    private final ChangeWriter writer;
    private final Duration patience;

    PollerLifecycle(Pollers pollers, ChangeWriter writer, PollerConfig config) {
        this.pollers = pollers;
        this.writer = writer;
        this.patience = config.shutdownTimeout();
    }

    void start(@Observes StartupEvent event, Vertx vertx) {
        pollers.all().forEach(poller -> vertx.setPeriodic(TURN_MILLIS, _ -> poller.pump()));
    }

    /** Before the connections to the database and to Kafka are closed. */
    void stop(@Observes @Priority(FIRST) ShutdownEvent event) {
        pollers.all().forEach(PanelPoller::stop);
        long looks = patience.dividedBy(LOOK);
        while (!isQuiet() && looks-- > 0) {
            LockSupport.parkNanos(LOOK.toNanos());
        }
        if (!isQuiet()) {
            LOG.warnf("Stopped with calls under way; their orders are asked for again after the next start");
        }
    }

    /** In this order: a call that ends hands on what it saw. */
    private boolean isQuiet() {
        return pollers.all().stream().allMatch(poller -> poller.underWay() == 0) && writer.isIdle();
    }
}
