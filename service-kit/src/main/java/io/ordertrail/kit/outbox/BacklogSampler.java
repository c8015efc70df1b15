package io.ordertrail.kit.outbox;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Looks every few seconds what waits; beside the relay, for when that hangs the figures matter most. */
@Singleton
class BacklogSampler {

    private static final Logger LOG = Logger.getLogger(BacklogSampler.class);
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final Pool pool;
    private final OutboxMetrics metrics;
    private final OutboxTable table = new OutboxTable();
    private Cancellable sampling = () -> {};

    BacklogSampler(Pool pool, OutboxMetrics metrics) {
        this.pool = pool;
        this.metrics = metrics;
    }

    void start(@Observes StartupEvent started) {
        sampling = Multi.createFrom()
                .ticks()
                .every(INTERVAL)
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(_ -> sample())
                .subscribe()
                .with(_ -> {}, failure -> LOG.error("The outbox is not looked at any more", failure));
    }

    void stop(@Observes ShutdownEvent stopped) {
        sampling.cancel();
    }

    private Uni<Void> sample() {
        return table.backlog(pool)
                .invoke(metrics::sampled)
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> LOG.debug("The outbox cannot be looked at", failure))
                .onFailure()
                .recoverWithNull();
    }
}
