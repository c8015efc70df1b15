package io.ordertrail.notifier.subscription;

import io.ordertrail.notifier.subscription.SubscriptionBook.Edition;
import java.util.List;

/** The subscriptions of a test, as the book has them. */
public final class Editions {

    private Editions() {}

    /** With these. */
    public static Edition of(Subscription... subscriptions) {
        return Edition.of(1, List.of(subscriptions));
    }
}
