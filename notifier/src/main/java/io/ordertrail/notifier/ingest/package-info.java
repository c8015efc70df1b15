/**
 * Events from Kafka become messages and deliveries, in one transaction that remembers the event.
 *
 * <p>May know: messages, subscriptions, deliveries.
 *
 * <p>Begin with {@link io.ordertrail.notifier.ingest.EventConsumer}.
 */
@NullMarked
package io.ordertrail.notifier.ingest;

import org.jspecify.annotations.NullMarked;
