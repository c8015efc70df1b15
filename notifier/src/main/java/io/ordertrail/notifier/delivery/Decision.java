package io.ordertrail.notifier.delivery;

import java.time.Instant;
import java.util.Optional;

/** What follows from an answer, for the delivery. */
public sealed interface Decision {

    /** Done: {@link DeliveryState.Happening#SUCCEEDED}. */
    record Done() implements Decision {}

    /** Again at that time: {@link DeliveryState.Happening#FAILED}. */
    record Again(Instant at) implements Decision {}

    /** Given up: {@link DeliveryState.Happening#FAILED_FOR_GOOD}. */
    record GivenUp(String reason) implements Decision {}

    /**
     * Decides.
     *
     * @param attempts how many there were, this one included
     * @param seed of the jitter
     */
    static Decision on(Answer answer, int attempts, RetrySchedule schedule, Instant now, long seed) {
        return switch (answer.verdict()) {
            case TAKEN -> new Done();
            case GONE, UNDELIVERABLE -> new GivenUp(answer.summary());
            case FAILED, OVERLOADED -> {
                Optional<Instant> next =
                        schedule.after(attempts, seed, answer.retryAfter()).map(now::plus);
                yield next.<Decision>map(Again::new)
                        .orElseGet(() -> new GivenUp("no success in %d attempts; the last answer was %s"
                                .formatted(attempts, answer.summary())));
            }
        };
    }
}
