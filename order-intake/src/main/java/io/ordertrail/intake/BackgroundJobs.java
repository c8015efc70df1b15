package io.ordertrail.intake;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * What is run at intervals. At shutdown no more rounds begin, and those under way end before the connections that they
 * need are closed. Thread-safe.
 */
@Singleton
public class BackgroundJobs {

    private static final Logger LOG = Logger.getLogger(BackgroundJobs.class);

    /** A round may be in a call to a panel that is slow; what it leaves undone, the next start's rounds do. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Set<CompletableFuture<Void>> underWay = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    /** Runs it, or nothing once the service stops. */
    public Uni<Void> run(Supplier<Uni<Void>> round) {
        return Uni.createFrom().deferred(() -> {
            CompletableFuture<Void> end = new CompletableFuture<>();
            // Entered before it is looked whether we stop: whoever stops sees either the entry or no round.
            underWay.add(end);
            return (stopping ? Uni.createFrom().voidItem() : round.get())
                    .onTermination()
                    .invoke(() -> {
                        underWay.remove(end);
                        end.complete(null);
                    });
        });
    }

    void stop(@Observes @Priority(1) ShutdownEvent event) throws InterruptedException {
        stopping = true;
        CompletableFuture<Void> all = CompletableFuture.allOf(underWay.toArray(CompletableFuture[]::new));
        try {
            all.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.infof("%d rounds were still under way after %s and are left", underWay.size(), PATIENCE);
        }
    }
}
