package io.ordertrail.notifier.subscription;

import io.ordertrail.notifier.subscription.SubscriptionCache.SubscriptionSnapshot;
import java.util.List;

/** The subscriptions of a test, as the book has them. */
public final class SubscriptionSnapshots {

    private SubscriptionSnapshots() {}

    /** With these. */
    public static SubscriptionSnapshot of(Subscription... subscriptions) {
        return SubscriptionSnapshot.of(1, List.of(subscriptions));
    }
}
