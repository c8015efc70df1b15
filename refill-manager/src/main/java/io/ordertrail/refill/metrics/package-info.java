/**
 * What is counted.
 *
 * <p>May know: situations and Micrometer.
 *
 * <p>Begin with {@link io.ordertrail.refill.metrics.RefillMetrics}.
 */
@NullMarked
package io.ordertrail.refill.metrics;

import org.jspecify.annotations.NullMarked;
