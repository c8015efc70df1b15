/**
 * How much waits, and for how long: read from the tables for the metrics.
 *
 * <p>May read every table of order-intake; changes none.
 *
 * <p>Begin with {@link io.ordertrail.intake.metrics.OrderMetrics}.
 */
@NullMarked
package io.ordertrail.intake.metrics;

import org.jspecify.annotations.NullMarked;
