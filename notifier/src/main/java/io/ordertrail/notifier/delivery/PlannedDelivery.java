package io.ordertrail.notifier.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a message goes to a subscription.
 *
 * @param target where, if that is not the subscription's own target
 * @param dueAt when the first attempt is due
 * @param order the order whose events wait for each other, or absent
 */
public record PlannedDelivery(
        String message,
        String subscription,
        @Nullable String target,
        Instant dueAt,
        @Nullable Long order) {}
