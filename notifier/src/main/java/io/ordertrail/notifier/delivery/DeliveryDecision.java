package io.ordertrail.notifier.delivery;

import java.time.Instant;
import java.util.Optional;

/** What follows from an answer, for the delivery. */
public sealed interface DeliveryDecision {

    /** Done: {@link DeliveryState.Trigger#SUCCEEDED}. */
    record Done() implements DeliveryDecision {}

    /** Again at that time: {@link DeliveryState.Trigger#FAILED}. */
    record Again(Instant at) implements DeliveryDecision {}

    /** Given up: {@link DeliveryState.Trigger#FAILED_FOR_GOOD}. */
    record GivenUp(String reason) implements DeliveryDecision {}

    /**
     * Decides.
     *
     * @param attempts how many there were, this one included
     * @param seed of the jitter
     */
    static DeliveryDecision on(AttemptResult answer, int attempts, RetrySchedule schedule, Instant now, long seed) {
        return switch (answer.verdict()) {
            case TAKEN -> new Done();
            case GONE, UNDELIVERABLE -> new GivenUp(answer.summary());
            case FAILED, OVERLOADED -> {
                Optional<Instant> next =
                        schedule.after(attempts, seed, answer.retryAfter()).map(now::plus);
                yield next.<DeliveryDecision>map(Again::new)
                        .orElseGet(() -> new GivenUp("no success in %d attempts; the last answer was %s"
                                .formatted(attempts, answer.summary())));
            }
        };
    }
}
