package io.ordertrail.intake.submission;

import io.ordertrail.intake.IntakeConfig;
import io.ordertrail.panel.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Decides how many orders of a panel may be claimed now: by the panel's rate, its pauses and its circuit together. The rate
 * is a token bucket that holds one second's calls, and at least one call. Deterministic; confined to one submitter.
 */
final class SubmissionThrottle {

    private static final double NANOS = 1e9;
    private static final long LONGEST_INTERVAL = Duration.ofDays(365).toNanos();

    /** What one call takes of the time in which the rate earns calls. */
    private final Duration interval;

    /** The calls that may be caught up after a quiet time. */
    private final int capacity;

    private Circuit circuit;
    private Instant pausedUntil = Instant.MIN;
    /** Apart from the other pauses: a balance that rises ends this one and no other. */
    private Instant withoutFundsUntil = Instant.MIN;
    /** Since when earned calls are not used: each call moves it by the interval. */
    private Instant unusedSince = Instant.EPOCH;

    SubmissionThrottle(double perSecond, IntakeConfig.Submission config) {
        this.interval = Duration.ofNanos(Math.max(1, (long) Math.min(Math.ceil(NANOS / perSecond), LONGEST_INTERVAL)));
        this.capacity = (int) Math.max(1, perSecond);
        this.circuit = Circuit.closed(config.failuresUntilDown(), config.probeInterval());
    }

    int allows(int wanted, Instant now) {
        if (wanted <= 0 || isPaused(now)) {
            return 0;
        }
        return Math.min(circuit.allows(wanted, now), budget(now));
    }

    private int budget(Instant now) {
        return (int) Duration.between(unusedSince(now), now).dividedBy(interval);
    }

    /** Not before the bucket was full, and not in the future, which a clock that was set back would make of it. */
    private Instant unusedSince(Instant now) {
        Instant full = now.minus(interval.multipliedBy(capacity));
        if (unusedSince.isBefore(full)) {
            return full;
        }
        return unusedSince.isAfter(now) ? now : unusedSince;
    }

    /** Returns the time until the next call is earned, if nothing else stands against it. Always positive. */
    Optional<Duration> untilBudget(Instant now) {
        boolean budgetAlone = !isPaused(now) && circuit.allows(1, now) > 0 && budget(now) < 1;
        return budgetAlone ? Optional.of(Duration.between(now, unusedSince(now).plus(interval))) : Optional.empty();
    }

    /** Takes calls that are made now out of the budget. */
    void spent(int calls, Instant now) {
        unusedSince = unusedSince(now).plus(interval.multipliedBy(calls));
    }

    void pauseUntil(Instant until) {
        pausedUntil = until.isAfter(pausedUntil) ? until : pausedUntil;
    }

    void pauseForFunds(Instant until) {
        withoutFundsUntil = until.isAfter(withoutFundsUntil) ? until : withoutFundsUntil;
    }

    /** The balance has risen. A rate limit or a bad key is not ended by it. */
    void fundsRestored() {
        withoutFundsUntil = Instant.MIN;
    }

    private boolean isPaused(Instant now) {
        return now.isBefore(pausedUntil) || now.isBefore(withoutFundsUntil);
    }

    /**
     * Takes the outcome of a call into account.
     *
     * @param onChange called when the circuit opens (true, with the cause) or closes (false)
     */
    void learned(Outcome<?> outcome, Instant now, BiConsumer<Boolean, String> onChange) {
        boolean wasOpen = circuit.isOpen();
        String cause = switch (outcome) {
            case Outcome.Answered<?> _, Outcome.Refused<?> _ -> "";
            case Outcome.NotSent<?>(String why) -> why;
            case Outcome.Unknown<?>(var evidence) -> evidence.isAnswered() ? "" : evidence.explanation();
        };
        circuit = cause.isEmpty() ? circuit.succeeded() : circuit.failed(now);
        if (circuit.isOpen() != wasOpen) {
            onChange.accept(circuit.isOpen(), cause);
        }
    }
}
