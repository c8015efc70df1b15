package io.ordertrail.notifier.delivery;

import io.ordertrail.notifier.subscription.Subscription;
import io.ordertrail.notifier.subscription.SubscriptionCache;
import io.ordertrail.notifier.subscription.SubscriptionCache.SubscriptionSnapshot;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Keeps the lanes moving: claims what is due for endpoints that have room, has attempts made, has their outcomes written.
 * Everything here runs on one event loop; only {@link #nudge}, {@link #start} and {@link #stop} are called from
 * elsewhere.
 *
 * <p>Claims are one at a time, and so are writes; what gathers meanwhile goes with the next: the busier, the larger the
 * batches. A subscription is hot while there may be more to claim for it than it had room for. When outcomes could not be
 * written, nothing is claimed until they are.
 */
@ApplicationScoped
public class Dispatcher {

    private static final Logger LOG = Logger.getLogger(Dispatcher.class);
    private static final long TICK_MILLIS = 25;

    private final DeliveryClaims claims;
    private final AttemptRunner attempts;
    private final Bookkeeping bookkeeping;
    private final SubscriptionCache book;
    private final DeliverySettings settings;
    private final InstantSource clock;
    private final Context loop;
    private final Vertx vertx;

    private final EndpointQueues lanes;
    private final Set<String> hot = new LinkedHashSet<>();
    private final List<AttemptOutcome> unwritten = new ArrayList<>();
    private boolean claiming;
    private boolean writing;
    private boolean behind;
    private boolean sweeping;
    private boolean stopped = true;
    private volatile int openCircuits;

    Dispatcher(
            DeliveryClaims claims,
            AttemptRunner attempts,
            Bookkeeping bookkeeping,
            SubscriptionCache book,
            DeliverySettings settings,
            InstantSource clock,
            Vertx vertx) {
        this.claims = claims;
        this.attempts = attempts;
        this.bookkeeping = bookkeeping;
        this.book = book;
        this.settings = settings;
        this.clock = clock;
        this.vertx = vertx;
        this.loop = vertx.getOrCreateContext();
        this.lanes = new EndpointQueues(settings);
    }

    /** Begins to work. */
    void start() {
        loop.runOnContext(_ -> {
            stopped = false;
            vertx.setPeriodic(TICK_MILLIS, _ -> tick());
            vertx.setPeriodic(settings.sweepEvery().toMillis(), _ -> sweep());
        });
    }

    /** Something was committed that is due for these. */
    public void nudge(Collection<String> subscriptions) {
        loop.runOnContext(_ -> {
            hot.addAll(subscriptions);
            claim();
        });
    }

    /** How many endpoints are left alone because they fail. */
    int openCircuits() {
        return openCircuits;
    }

    /** Claims nothing more, gives back what was not begun, and is done when what was begun is written. */
    CompletableFuture<Void> stop() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        loop.runOnContext(_ -> {
            stopped = true;
            giveBack(lanes.drain(), clock.instant());
            vertx.setPeriodic(TICK_MILLIS, timer -> {
                if (lanes.underWay() == 0 && unwritten.isEmpty() && !writing) {
                    vertx.cancelTimer(timer);
                    done.complete(null);
                }
            });
        });
        return done;
    }

    private void tick() {
        if (!stopped) {
            Instant now = clock.instant();
            lanes.waiting().forEach(subscription -> pump(subscription, now));
            openCircuits = lanes.open();
        }
        write();
    }

    private void sweep() {
        if (sweeping || stopped) {
            return;
        }
        sweeping = true;
        lanes.forgetIdle();
        Instant now = clock.instant();
        // First what is due, then who subscribes: so a subscription that is not there was not there before either.
        claims.due(now)
                .call(due -> book.current().flatMap(edition -> claims.end(ended(due, edition), now)))
                .subscribe()
                .with(
                        due -> onLoop(() -> {
                            sweeping = false;
                            hot.addAll(due);
                            claim();
                        }),
                        failure -> onLoop(() -> {
                            sweeping = false;
                            LOG.warnf("Could not look for due deliveries; looking again soon: %s", failure);
                        }));
    }

    private static Set<String> ended(List<String> due, SubscriptionSnapshot edition) {
        return due.stream().filter(id -> !isEnabled(id, edition)).collect(Collectors.toSet());
    }

    private static boolean isEnabled(String id, SubscriptionSnapshot edition) {
        return edition.find(id).map(Subscription::enabled).orElse(false);
    }

    private void claim() {
        // While outcomes cannot be written their leases may end: claimed again, they would be sent again.
        if (claiming || stopped || behind || hot.isEmpty()) {
            return;
        }
        SubscriptionSnapshot edition = book.lastRead();
        Instant now = clock.instant();
        hot.removeIf(id -> !isEnabled(id, edition));
        List<Subscription> wanted =
                hot.stream().flatMap(id -> edition.find(id).stream()).toList();
        Map<String, Integer> room = lanes.room(wanted, now);
        if (room.isEmpty()) {
            return;
        }
        claiming = true;
        hot.removeAll(room.keySet());
        claims.claim(room, edition, now, now.plus(settings.lease()))
                .subscribe()
                .with(
                        claimed -> onLoop(() -> claimed(room, claimed)),
                        failure -> onLoop(() -> {
                            claiming = false;
                            LOG.warnf("Could not claim deliveries; trying again at the next sweep: %s", failure);
                        }));
    }

    private void claimed(Map<String, Integer> room, List<ClaimedDelivery> claimed) {
        claiming = false;
        claimed.forEach(lanes::offer);
        Map<String, Long> counts = claimed.stream()
                .collect(Collectors.groupingBy(one -> one.subscription().id(), Collectors.counting()));
        counts.forEach((id, count) -> {
            if (count >= room.getOrDefault(id, 0)) {
                hot.add(id);
            }
        });
        Instant now = clock.instant();
        claimed.stream().map(ClaimedDelivery::subscription).distinct().forEach(subscription -> pump(subscription, now));
        claim();
    }

    private void pump(Subscription subscription, Instant now) {
        giveBack(lanes.drainIfPaused(subscription, now), now);
        for (var next = lanes.next(subscription, now); next.isPresent(); next = lanes.next(subscription, now)) {
            begin(next.get(), now);
        }
    }

    private void begin(List<ClaimedDelivery> together, Instant now) {
        if (!together.stream()
                .allMatch(claimed ->
                        EndpointQueues.holds(claimed, now, settings.lease().dividedBy(3)))) {
            lanes.notBegun(together);
            giveBack(together, now);
            return;
        }
        attempts.make(together)
                .subscribe()
                .with(
                        outcomes -> onLoop(() -> ended(outcomes)),
                        failure -> onLoop(() -> {
                            lanes.notBegun(together);
                            LOG.errorf(
                                    failure,
                                    "An attempt could not be made; its lease runs out, then it is tried again.");
                        }));
    }

    private void ended(List<AttemptOutcome> outcomes) {
        lanes.ended(outcomes);
        unwritten.addAll(outcomes);
        pump(outcomes.getFirst().claimed().subscription(), clock.instant());
        write();
    }

    private void write() {
        if (writing || unwritten.isEmpty()) {
            return;
        }
        writing = true;
        List<AttemptOutcome> batch = List.copyOf(unwritten);
        unwritten.clear();
        bookkeeping
                .write(batch)
                .subscribe()
                .with(
                        _ -> onLoop(() -> written(batch)),
                        failure -> onLoop(() -> {
                            // At the front again: they were made, and are written as soon as the database is back.
                            unwritten.addAll(0, batch);
                            behind = true;
                            LOG.warnf(
                                    "Could not write the outcome of %d attempts; trying again: %s",
                                    batch.size(), failure);
                            vertx.setTimer(settings.sweepEvery().toMillis(), _ -> {
                                writing = false;
                                write();
                            });
                        }));
    }

    private void written(List<AttemptOutcome> batch) {
        writing = false;
        behind = false;
        // The next of an order can be claimed only now.
        batch.stream()
                .map(outcome -> outcome.claimed().subscription())
                .filter(Subscription::ordered)
                .forEach(subscription -> hot.add(subscription.id()));
        write();
        claim();
    }

    private void giveBack(List<ClaimedDelivery> claimed, Instant dueAt) {
        if (claimed.isEmpty()) {
            return;
        }
        bookkeeping
                .giveBack(claimed, dueAt)
                .subscribe()
                .with(
                        _ -> {},
                        failure -> LOG.warnf(
                                "Could not give back %d deliveries; they are free when their lease ends: %s",
                                claimed.size(), failure));
    }

    private void onLoop(Runnable step) {
        loop.runOnContext(_ -> step.run());
    }
}
