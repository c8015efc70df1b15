package io.ordertrail.notifier.delivery;

import java.time.Instant;

/** An attempt that came to an end. */
record AttemptOutcome(
        ClaimedDelivery claimed, Instant startedAt, Instant endedAt, AttemptResult answer, DeliveryDecision decision) {

    DeliveryState.Trigger happening() {
        return switch (decision) {
            case DeliveryDecision.Done _ -> DeliveryState.Trigger.SUCCEEDED;
            case DeliveryDecision.Again _ -> DeliveryState.Trigger.FAILED;
            case DeliveryDecision.GivenUp _ -> DeliveryState.Trigger.FAILED_FOR_GOOD;
        };
    }

    /** Where it leads; what was being sent is in SENDING. */
    DeliveryState state() {
        return DeliveryState.SENDING.after(happening()).orElseThrow();
    }

    /** When it is due again; for one that ended, when it ended. */
    Instant dueAt() {
        return decision instanceof DeliveryDecision.Again again ? again.at() : endedAt;
    }

    boolean succeeded() {
        return decision instanceof DeliveryDecision.Done;
    }
}
