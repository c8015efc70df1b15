/**
 * Metrics.
 *
 * <p>May know: decided orders and Micrometer.
 *
 * <p>Begin with {@link io.ordertrail.refill.metrics.RefillMetrics}.
 */
@NullMarked
package io.ordertrail.refill.metrics;

import org.jspecify.annotations.NullMarked;
