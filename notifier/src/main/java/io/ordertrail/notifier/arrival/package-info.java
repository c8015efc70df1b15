/**
 * Events from Kafka become messages and deliveries, in one transaction that remembers the event.
 *
 * <p>May know: messages, subscriptions, deliveries.
 *
 * <p>Begin with {@link io.ordertrail.notifier.arrival.EventArrivals}.
 */
@NullMarked
package io.ordertrail.notifier.arrival;

import org.jspecify.annotations.NullMarked;
