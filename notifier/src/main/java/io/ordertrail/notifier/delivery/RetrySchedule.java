package io.ordertrail.notifier.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * When a failed delivery is tried again: the first attempt at once, then after each delay in turn, each moved by up to
 * {@code jitter} of itself, so that what failed together does not come back together.
 *
 * @param delays from one attempt to the next
 * @param jitter between 0 and 1; 0.2 is ±20 %
 * @param longest what a receiver's {@code Retry-After} may ask for at most
 */
public record RetrySchedule(List<Duration> delays, double jitter, Duration longest) {

    /** @throws IllegalArgumentException if a delay is negative or the jitter is not between 0 and 1 */
    public RetrySchedule {
        delays = List.copyOf(delays);
        if (delays.stream().anyMatch(Duration::isNegative)) {
            throw new IllegalArgumentException("a delay before a retry must not be negative, but these were " + delays);
        }
        if (!(jitter >= 0 && jitter <= 1)) {
            throw new IllegalArgumentException("jitter must be between 0 and 1, but was " + jitter);
        }
    }

    /**
     * How long to wait after that many failed attempts; empty if that was the last.
     *
     * @param seed what makes the jitter of this delivery: the same seed gives the same times
     */
    public Optional<Duration> after(int attempts, long seed) {
        if (attempts < 1 || attempts > delays.size()) {
            return Optional.empty();
        }
        long millis = delays.get(attempts - 1).toMillis();
        double factor = 1 + jitter * (2 * new SplittableRandom(seed * 31 + attempts).nextDouble() - 1);
        return Optional.of(Duration.ofMillis(Math.round(millis * factor)));
    }

    /** The same, or what the receiver asked for if that is longer, within the limit. */
    public Optional<Duration> after(int attempts, long seed, Optional<Duration> retryAfter) {
        Duration asked = retryAfter.filter(delay -> !delay.isNegative()).orElse(Duration.ZERO);
        Duration granted = asked.compareTo(longest) > 0 ? longest : asked;
        return after(attempts, seed).map(delay -> delay.compareTo(granted) < 0 ? granted : delay);
    }

    /** How many attempts there are in all. */
    public int attempts() {
        return delays.size() + 1;
    }
}
