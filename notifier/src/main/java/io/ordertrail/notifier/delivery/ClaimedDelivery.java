package io.ordertrail.notifier.delivery;

import io.ordertrail.notifier.message.Message;
import io.ordertrail.notifier.subscription.Subscription;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that this replica has until the lease ends.
 *
 * @param fence counts the claims; a later write holds only if it is still this one's
 * @param attempts how many were made before
 * @param target where it goes if that is not the subscription's own target
 */
public record ClaimedDelivery(
        long id,
        int fence,
        int attempts,
        Subscription subscription,
        @Nullable String target,
        Message message,
        Instant createdAt,
        Instant leaseUntil) {

    /** Where it goes. */
    public String address() {
        return target == null ? subscription.target() : target;
    }
}
