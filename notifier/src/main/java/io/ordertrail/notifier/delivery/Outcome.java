package io.ordertrail.notifier.delivery;

import java.time.Instant;

/** An attempt that came to an end. */
record Outcome(Claimed claimed, Instant startedAt, Instant endedAt, Answer answer, Decision decision) {

    DeliveryState.Happening happening() {
        return switch (decision) {
            case Decision.Done _ -> DeliveryState.Happening.SUCCEEDED;
            case Decision.Again _ -> DeliveryState.Happening.FAILED;
            case Decision.GivenUp _ -> DeliveryState.Happening.FAILED_FOR_GOOD;
        };
    }

    /** Where it leads; what was being sent is in SENDING. */
    DeliveryState state() {
        return DeliveryState.SENDING.after(happening()).orElseThrow();
    }

    /** When it is due again; for one that ended, when it ended. */
    Instant dueAt() {
        return decision instanceof Decision.Again again ? again.at() : endedAt;
    }

    boolean succeeded() {
        return decision instanceof Decision.Done;
    }
}
