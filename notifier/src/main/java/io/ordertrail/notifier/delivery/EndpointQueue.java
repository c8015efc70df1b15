package io.ordertrail.notifier.delivery;

import io.ordertrail.kit.jobs.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/**
 * One endpoint's own way through the dispatcher: what was claimed for it, how much of it may be under way, how fast, and
 * whether its circuit is open. What happens in one lane is not felt in another. Not thread-safe: lanes live on one event
 * loop.
 *
 * <p>The window (how many attempts may be under way) halves when the receiver says that it is overloaded and grows by one
 * with each success. After some failures in a row the circuit opens: nothing is sent for a while, then one delivery is
 * the probe; the pause doubles while probes fail.
 */
final class EndpointQueue {

    /** The limits of a lane. */
    record Limits(
            int concurrency, int ratePerSecond, int failuresToOpen, Duration shortestPause, Duration longestPause) {}

    private final Limits limits;
    private final Queue<ClaimedDelivery> queue = new ArrayDeque<>();
    private int window;
    private int underWay;
    private int failuresInRow;
    private int pauses;
    private Instant pausedUntil = Instant.MIN;
    private boolean open;
    private double tokens;
    private Instant refilledAt = Instant.MIN;
    private Duration usual = Duration.ZERO;

    EndpointQueue(Limits limits) {
        this.limits = limits;
        this.window = limits.concurrency();
        this.tokens = limits.ratePerSecond();
    }

    /**
     * How many more may be claimed for it: what is under way and queued stays within what it can send before a lease
     * runs out.
     */
    int room(Instant now, Duration lease) {
        if (now.isBefore(pausedUntil)) {
            return 0;
        }
        return Math.max(0, (open ? 1 : within(lease)) - underWay - queue.size());
    }

    private int within(Duration lease) {
        // Nothing is known of an endpoint before its first answer, so no more is taken than can be sent at once.
        long rounds = usual.isZero() ? 1 : Math.clamp(lease.toMillis() / Math.max(1, 4 * usual.toMillis()), 1, 16);
        return (int) Math.min(window * rounds, 2L * limits.ratePerSecond());
    }

    void offer(ClaimedDelivery claimed) {
        queue.add(claimed);
    }

    /** The next to be sent, which then counts as under way; empty if there is none or it is not its time. */
    Optional<ClaimedDelivery> next(Instant now) {
        refill(now);
        if (queue.isEmpty() || underWay >= (open ? 1 : window) || tokens < 1 || now.isBefore(pausedUntil)) {
            return Optional.empty();
        }
        tokens--;
        underWay++;
        return Optional.ofNullable(queue.poll());
    }

    /** Everything queued, which is then nobody's. */
    List<ClaimedDelivery> drain() {
        List<ClaimedDelivery> all = List.copyOf(queue);
        queue.clear();
        return all;
    }

    /** What was under way came to an end. */
    void ended(AttemptResult answer, Instant now) {
        underWay--;
        usual = usual.isZero()
                ? answer.took()
                : usual.multipliedBy(7).plus(answer.took()).dividedBy(8);
        switch (answer.verdict()) {
            case TAKEN, UNDELIVERABLE -> succeeded();
            case OVERLOADED -> overloaded(answer, now);
            case FAILED, GONE -> failed(now);
        }
    }

    /** It was not sent after all. */
    void givenBack() {
        underWay--;
    }

    private void succeeded() {
        failuresInRow = 0;
        pauses = 0;
        open = false;
        window = Math.min(limits.concurrency(), window + 1);
    }

    private void overloaded(AttemptResult answer, Instant now) {
        window = Math.max(1, window / 2);
        Duration asked = answer.retryAfter().orElse(limits.shortestPause());
        pauseUntil(now.plus(shorter(asked, limits.longestPause())));
        failed(now);
    }

    private void failed(Instant now) {
        failuresInRow++;
        if (failuresInRow >= limits.failuresToOpen()) {
            open = true;
            pauseUntil(now.plus(new Backoff(limits.shortestPause(), limits.longestPause()).after(++pauses)));
        }
    }

    private void pauseUntil(Instant until) {
        pausedUntil = until.isAfter(pausedUntil) ? until : pausedUntil;
    }

    private void refill(Instant now) {
        if (refilledAt.equals(Instant.MIN)) {
            refilledAt = now;
        }
        double seconds = Math.max(0, Duration.between(refilledAt, now).toNanos() / 1e9);
        tokens = Math.min(limits.ratePerSecond(), tokens + seconds * limits.ratePerSecond());
        refilledAt = now;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    boolean isOpen() {
        return open;
    }

    boolean isPaused(Instant now) {
        return now.isBefore(pausedUntil);
    }

    boolean isHealthy() {
        return failuresInRow == 0 && window == limits.concurrency();
    }

    boolean isIdle() {
        return underWay == 0 && queue.isEmpty();
    }

    int waiting() {
        return queue.size();
    }

    int underWay() {
        return underWay;
    }
}
