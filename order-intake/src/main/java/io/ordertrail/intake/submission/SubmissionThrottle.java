package io.ordertrail.intake.submission;

import io.ordertrail.intake.IntakeConfig;
import io.ordertrail.panel.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * How many orders a lane may claim now: the panel's budget, its pauses and its circuit together. Deterministic; confined
 * to its lane.
 */
final class SubmissionThrottle {

    /** What may be caught up after a quiet time. */
    private static final Duration BURST = Duration.ofSeconds(1);

    private final double perSecond;
    private Circuit circuit;
    private Instant pausedUntil = Instant.MIN;
    /** Apart from the other pauses: a balance that rises ends this one and no other. */
    private Instant withoutFundsUntil = Instant.MIN;
    /** When the budget of what was spent so far is earned. */
    private Instant earnedAt = Instant.EPOCH;

    SubmissionThrottle(double perSecond, IntakeConfig.Submission config) {
        this.perSecond = perSecond;
        this.circuit = Circuit.closed(config.failuresUntilDown(), config.probeInterval());
    }

    int allows(int wanted, Instant now) {
        if (wanted <= 0 || isPaused(now)) {
            return 0;
        }
        return Math.min(circuit.allows(wanted, now), budget(now));
    }

    private int budget(Instant now) {
        Instant from = earnedAt.isBefore(now.minus(BURST)) ? now.minus(BURST) : earnedAt;
        double earned = Duration.between(from, now).toNanos() / 1e9 * perSecond;
        return (int) Math.min(Integer.MAX_VALUE, Math.max(0, earned));
    }

    /** When the next call's budget is earned, if that is all that is wanting. */
    Optional<Duration> untilBudget(Instant now) {
        boolean budgetAlone = !isPaused(now) && circuit.allows(1, now) > 0 && budget(now) < 1;
        Duration next = Duration.ofNanos((long) (1e9 / perSecond));
        return budgetAlone ? Optional.of(Duration.between(now, earnedAt.plus(next))) : Optional.empty();
    }

    /** These calls are made now. */
    void spent(int calls, Instant now) {
        Instant from = earnedAt.isBefore(now.minus(BURST)) ? now.minus(BURST) : earnedAt;
        earnedAt = from.plusNanos((long) (calls / perSecond * 1e9));
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
     * A call has ended.
     *
     * @param onChange hears when the circuit opens (true, with the cause) or closes (false)
     */
    void learned(Outcome<?> outcome, Instant now, BiConsumer<Boolean, String> onChange) {
        boolean wasOpen = circuit.isOpen();
        String cause = switch (outcome) {
            case Outcome.Answered<?> _, Outcome.Refused<?> _ -> "";
            case Outcome.NotSent<?>(String why) -> why;
            case Outcome.Unknown<?>(var evidence) -> evidence.explanation();
        };
        circuit = cause.isEmpty() ? circuit.succeeded() : circuit.failed(now);
        if (circuit.isOpen() != wasOpen) {
            onChange.accept(circuit.isOpen(), cause);
        }
    }
}
