package io.ordertrail.notifier.delivery;

import io.ordertrail.notifier.subscription.Channel;
import io.ordertrail.notifier.subscription.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The lanes of all endpoints that have something to send. A lane that is idle and healthy is forgotten. Not thread-safe,
 * like the lanes.
 */
final class EndpointQueues {

    private static final int GATHERED_AT_MOST = 5000;

    private final DeliverySettings settings;
    private final Map<String, EndpointQueue> lanes = new HashMap<>();
    private final Map<String, Subscription> waiting = new HashMap<>();

    EndpointQueues(DeliverySettings settings) {
        this.settings = settings;
    }

    /** How many may be claimed, by subscription, of these; only those with room. */
    Map<String, Integer> room(Collection<Subscription> subscriptions, Instant now) {
        Map<String, Integer> room = new LinkedHashMap<>();
        for (Subscription subscription : subscriptions) {
            int free = lane(subscription).room(now, settings.lease());
            if (free > 0) {
                room.put(subscription.id(), free);
            }
        }
        return room;
    }

    void offer(ClaimedDelivery claimed) {
        lane(claimed.subscription()).offer(claimed);
        waiting.put(claimed.subscription().id(), claimed.subscription());
    }

    /** The next attempt of that subscription, if it is time for one. */
    Optional<List<ClaimedDelivery>> next(Subscription subscription, Instant now) {
        EndpointQueue lane = lane(subscription);
        if (subscription.digest() == null) {
            return lane.next(now).map(List::of);
        }
        List<ClaimedDelivery> gathered = new ArrayList<>();
        for (Optional<ClaimedDelivery> one = lane.next(now); one.isPresent(); one = lane.next(now)) {
            gathered.add(one.get());
        }
        return gathered.isEmpty() ? Optional.empty() : Optional.of(gathered);
    }

    void ended(List<AttemptOutcome> outcomes) {
        EndpointQueue lane = lane(outcomes.getFirst().claimed().subscription());
        lane.ended(outcomes.getFirst().answer(), outcomes.getFirst().endedAt());
        outcomes.stream().skip(1).forEach(_ -> lane.givenBack());
    }

    void notBegun(List<ClaimedDelivery> together) {
        EndpointQueue lane = lane(together.getFirst().subscription());
        together.forEach(_ -> lane.givenBack());
    }

    /** Everything that was claimed and not begun. */
    List<ClaimedDelivery> drain() {
        return lanes.values().stream().flatMap(lane -> lane.drain().stream()).toList();
    }

    /** What was claimed for a lane that is paused now. */
    List<ClaimedDelivery> drainIfPaused(Subscription subscription, Instant now) {
        EndpointQueue lane = lane(subscription);
        return lane.isPaused(now) ? lane.drain() : List.of();
    }

    /** Of which something was claimed and is not begun. */
    List<Subscription> waiting() {
        return waiting.values().stream().toList();
    }

    int underWay() {
        return lanes.values().stream().mapToInt(EndpointQueue::underWay).sum();
    }

    int open() {
        return (int) lanes.values().stream().filter(EndpointQueue::isOpen).count();
    }

    void forgetIdle() {
        waiting.keySet().removeIf(id -> {
            EndpointQueue lane = lanes.get(id);
            return lane == null || lane.waiting() == 0;
        });
        lanes.values().removeIf(lane -> lane.isIdle() && lane.isHealthy());
    }

    private EndpointQueue lane(Subscription subscription) {
        return lanes.computeIfAbsent(subscription.id(), _ -> new EndpointQueue(limits(subscription)));
    }

    private EndpointQueue.Limits limits(Subscription subscription) {
        Integer rate = subscription.ratePerSecond();
        boolean gathers = subscription.channel() == Channel.EMAIL && subscription.digest() != null;
        return new EndpointQueue.Limits(
                gathers ? GATHERED_AT_MOST : settings.concurrency(),
                gathers ? GATHERED_AT_MOST : rate == null ? settings.ratePerSecond() : rate,
                settings.failuresToOpen(),
                settings.shortestPause(),
                settings.longestPause());
    }

    /** How long a claim must still hold for an attempt to begin. */
    static boolean holds(ClaimedDelivery claimed, Instant now, Duration attempt) {
        return now.plus(attempt).isBefore(claimed.leaseUntil());
    }
}
