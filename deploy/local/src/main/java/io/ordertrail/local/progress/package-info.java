/**
 * What became of the orders, read from the topics, and what is still missing. Plain values; no Kafka, no clock.
 *
 * <p>May know: the events.
 *
 * <p>Begin with {@link io.ordertrail.local.progress.Progress}.
 */
@NullMarked
package io.ordertrail.local.progress;

import org.jspecify.annotations.NullMarked;
