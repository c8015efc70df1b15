package io.ordertrail.benchmarks.model.intake;

import java.time.Duration;
import java.time.Instant;

/**
 * Time in the model: small whole numbers that keep the inequalities of the real settings. An order is sent no later than
 * {@link #WINDOW} after its claim began, the panel takes it before {@link #CALL} more has passed, and a doubt settles
 * {@code WINDOW + CALL} after its request began. A lease may end as soon as the window: earlier than in reality, so that a
 * sweep meets requests that are still on their way.
 */
final class ModelTime {

    /** {@code lease-margin}: how long a claim may be sent. */
    static final int WINDOW = 1;

    /** The panel's timeout and {@code doubt.settle} together: how long after it was sent an order may still be taken. */
    static final int CALL = 1;

    /** How long a job's lease on a panel's doubts lasts. */
    static final int JOB_LEASE = 1;

    /** Longer than every time above: what is further apart than that is simply long ago. */
    static final int LONG = WINDOW + CALL + 1;

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration TICK = Duration.ofMinutes(1);

    private ModelTime() {}

    static int leaseEnd(int submittedAt) {
        return submittedAt + WINDOW;
    }

    static int settledAt(int requestedAt) {
        return requestedAt + WINDOW + CALL;
    }

    /** From when on the panel does not take a request any more. */
    static int takenBefore(int sentAt) {
        return sentAt + CALL;
    }

    static Instant instant(int time) {
        return BEGIN.plus(TICK.multipliedBy(time));
    }

    static Duration duration(int ticks) {
        return TICK.multipliedBy(ticks);
    }
}
