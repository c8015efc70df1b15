/**
 * Events from Kafka: bought orders, refill requests, statuses, measurements.
 *
 * <p>May know: the storage and the lifecycle; nothing of panels' calls.
 *
 * <p>Begin with {@link io.ordertrail.refill.ingest.OrderEventRules}.
 */
@NullMarked
package io.ordertrail.refill.ingest;

import org.jspecify.annotations.NullMarked;
