package io.ordertrail.poller.ownership;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.ordertrail.poller.polling.Pollers;
import io.ordertrail.poller.storage.WatchedOrders;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * The partitions that are ours, and the loading and dropping of their orders: one after the other, in the order that Kafka
 * said, beside the thread that Kafka calls. Until then another replica may ask for the same orders; the
 * version of their rows keeps a change from being published twice. Thread-safe.
 */
@Singleton
public class Ownership {

    private static final Logger LOG = Logger.getLogger(Ownership.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final WatchedOrders orders;
    private final Pollers pollers;
    private final InstantSource clock;
    private final Timer loading;
    /** What is done waits for the database in turn: a thread of its own reads better than a chain that must not overtake. */
    private final ExecutorService inTurn = Executors.newSingleThreadExecutor(
            Thread.ofVirtual().name("ownership-", 0).factory());

    private final Set<Integer> owned = ConcurrentHashMap.newKeySet();
    private final Set<Integer> loaded = ConcurrentHashMap.newKeySet();
    private final AtomicInteger partitions = new AtomicInteger(1);

    Ownership(WatchedOrders orders, Pollers pollers, InstantSource clock, MeterRegistry meters) {
        this.orders = orders;
        this.pollers = pollers;
        this.clock = clock;
        this.loading = Timer.builder("ordertrail.poller.load")
                .description("From the assignment of partitions to their orders being watched")
                .register(meters);
        Gauge.builder("ordertrail.poller.partitions", owned, Set::size)
                .description("Partitions of orders.submissions that this replica owns")
                .register(meters);
    }

    /** Whether the orders of that partition are ours. */
    public boolean owns(int partition) {
        return owned.contains(partition);
    }

    /** Whether the orders of all our partitions are watched. */
    public boolean isLoaded() {
        return loaded.containsAll(owned);
    }

    /** The partitions that are ours. */
    public Set<Integer> owned() {
        return new TreeSet<>(owned);
    }

    void partitions(int count) {
        partitions.set(Math.max(1, count));
    }

    void assigned(Set<Integer> given) {
        owned.addAll(given);
        shareOut();
        inTurn.execute(() -> load(given, clock.instant()));
    }

    void revoked(Set<Integer> taken) {
        owned.removeAll(taken);
        loaded.removeAll(taken);
        shareOut();
        inTurn.execute(() -> {
            // Also what is ours again by now: another may have published changes meanwhile, and the load that waits
            // behind knows.
            int dropped = pollers.drop(taken::contains);
            LOG.infof("Partitions %s went to another replica, and %d orders with them", taken, (Object) dropped);
        });
    }

    private void shareOut() {
        pollers.share((double) owned.size() / partitions.get());
    }

    private void load(Set<Integer> given, Instant since) {
        Set<Integer> wanted = new TreeSet<>(given);
        wanted.retainAll(owned);
        if (wanted.isEmpty()) {
            return;
        }
        orders.load(wanted, since)
                .invoke(block -> block.stream()
                        .filter(loaded -> owned.contains(loaded.order().partition()))
                        .forEach(loaded -> pollers.watch(loaded.panel(), loaded.order())))
                .onItem()
                .ignoreAsUni()
                .onFailure()
                .invoke(failure -> LOG.warnf("The orders of %s are not loaded yet: %s", wanted, failure.toString()))
                .onFailure()
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely()
                .await()
                .indefinitely();
        wanted.retainAll(owned);
        loaded.addAll(wanted);
        Duration took = Duration.between(since, clock.instant());
        loading.record(took);
        LOG.infof("Partitions %s are ours; %d orders are watched after %s", wanted, (Object) pollers.size(), took);
    }

    @PreDestroy
    void close() {
        inTurn.shutdownNow();
    }
}
