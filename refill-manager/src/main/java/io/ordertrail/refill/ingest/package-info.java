/**
 * What is heard from Kafka: bought orders, wishes, statuses, measurements.
 *
 * <p>May know: the book and the lifecycle; nothing of panels' calls.
 *
 * <p>Begin with {@link io.ordertrail.refill.ingest.OrderEventRules}.
 */
@NullMarked
package io.ordertrail.refill.ingest;

import org.jspecify.annotations.NullMarked;
