package io.ordertrail.refill.work;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Runs each panel's rounds, one after the other, and each panel beside the others. A round that found work is followed
 * by the next at once. Thread-safe.
 */
public final class RefillWorker {

    private static final Logger LOG = Logger.getLogger(RefillWorker.class);

    private final Duration tick;
    private final AtomicInteger failing = new AtomicInteger();
    private volatile boolean stopping;
    private volatile List<CompletableFuture<Void>> loops = List.of();

    /** Looks for work at that interval. */
    public RefillWorker(Duration tick) {
        this.tick = tick;
    }

    /** Starts a loop for each panel. */
    public void start(List<PanelRefillWorker> panels) {
        loops = panels.stream().map(this::loop).toList();
    }

    /**
     * Claims nothing more and waits for the calls under way, so that their answers are stored.
     *
     * @param grace a call that is not finished by then is in doubt when its lease ends
     */
    public void stop(Duration grace) throws InterruptedException {
        stopping = true;
        try {
            CompletableFuture.allOf(loops.toArray(CompletableFuture[]::new))
                    .get(grace.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.warnf("Some calls to panels were not answered within %s; their refills will be in doubt", grace);
        } catch (ExecutionException | CompletionException e) {
            LOG.error("The loop of a panel had ended with a failure", e);
        }
    }

    /** Returns how many rounds failed since the last that did not, over all panels. */
    public int failing() {
        return failing.get();
    }

    private CompletableFuture<Void> loop(PanelRefillWorker work) {
        return Uni.createFrom()
                .deferred(() -> round(work))
                .repeat()
                .whilst(_ -> !stopping)
                .collect()
                .last()
                .replaceWithVoid()
                .subscribeAsCompletionStage();
    }

    private Uni<Integer> round(PanelRefillWorker work) {
        return Uni.createFrom()
                .deferred(work::round)
                .invoke(_ -> failing.set(0))
                .onFailure()
                .recoverWithItem(failure -> failed(work, failure))
                .chain(done -> done > 0 || stopping
                        ? Uni.createFrom().item(done)
                        : Uni.createFrom().item(done).onItem().delayIt().by(tick));
    }

    private int failed(PanelRefillWorker work, Throwable failure) {
        if (failing.incrementAndGet() == 1) {
            LOG.errorf(failure, "A round at %s failed; retrying at the next tick", work);
        }
        return 0;
    }
}
