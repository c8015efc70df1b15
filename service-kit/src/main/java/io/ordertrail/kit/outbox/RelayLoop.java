package io.ordertrail.kit.outbox;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.TimeoutException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Runs one round after the other on a thread of its own. Plain blocking code: there is one such thread a process, it
 * waits most of the time, and whoever reads it sees that no two rounds overlap.
 */
@Singleton
class RelayLoop {

    private static final Logger LOG = Logger.getLogger(RelayLoop.class);
    /** What a round's statements may take beside its publishing. */
    private static final Duration STATEMENTS = Duration.ofSeconds(30);

    private final Relay relay;
    private final Publisher publisher;
    private final RelaySignal wakeup;
    private final OutboxConfig config;
    private volatile boolean stopping;
    private @Nullable Thread thread;

    RelayLoop(Relay relay, Publisher publisher, RelaySignal wakeup, OutboxConfig config) {
        this.relay = relay;
        this.publisher = publisher;
        this.wakeup = wakeup;
        this.config = config;
    }

    void start(@Observes StartupEvent started) {
        if (config.relay()) {
            thread = Thread.ofPlatform().name("outbox-relay").daemon().start(this::run);
        }
    }

    /** After the service has stopped taking work: what it committed last is published too. */
    void stop(@Observes @Priority(Integer.MAX_VALUE) ShutdownEvent stopped) throws InterruptedException {
        stopping = true;
        wakeup.nudge();
        if (thread != null && !thread.join(config.shutdownTimeout())) {
            LOG.warnf(
                    "Not all events were published within %s; they will be after the next start",
                    config.shutdownTimeout());
            publisher.close();
            thread.interrupt();
            thread.join();
        }
        publisher.close();
    }

    private void run() {
        int failures = 0;
        try {
            while (!Thread.interrupted()) {
                RelayResult round = round();
                failures = round instanceof RelayResult.Failed failed ? failed(failed, failures) : succeeded(failures);
                if (stopping
                        && (failures > 0
                                || round instanceof RelayResult.Busy
                                || round.equals(new RelayResult.Done(0)))) {
                    return;
                }
                if (!stopping) {
                    wakeup.await(round.pause(failures, config));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private RelayResult round() {
        try {
            return relay.round().await().atMost(config.publishTimeout().plus(STATEMENTS));
        } catch (TimeoutException e) {
            return new RelayResult.Failed("PostgreSQL does not answer");
        } catch (RuntimeException e) { // whatever the driver throws, the rows are still there: try again
            LOG.debug("Round failed", e);
            return new RelayResult.Failed(e.toString());
        }
    }

    private static int failed(RelayResult.Failed round, int failures) {
        if (failures == 0) {
            LOG.warnf("Events are not published, and stay in the outbox until they are: %s", round.cause());
        }
        return failures + 1;
    }

    private static int succeeded(int failures) {
        if (failures > 0) {
            LOG.infof("Events are published again, after %d failed tries", failures);
        }
        return 0;
    }
}
