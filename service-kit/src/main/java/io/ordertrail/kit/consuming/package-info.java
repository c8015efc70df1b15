/**
 * Batches from Kafka on their way into a service, seen from outside: metrics by topic, and a span for each record.
 *
 * <p>May know: Kafka, traces; nothing of any service.
 *
 * <p>Begin with {@link io.ordertrail.kit.consuming.RecordBatches}.
 */
@NullMarked
package io.ordertrail.kit.consuming;

import org.jspecify.annotations.NullMarked;
