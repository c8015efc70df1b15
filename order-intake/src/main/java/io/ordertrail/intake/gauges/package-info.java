/**
 * How much waits, and for how long: read from the tables for the metrics.
 *
 * <p>May read every table of order-intake; changes none.
 *
 * <p>Begin with {@link io.ordertrail.intake.gauges.BookGauges}.
 */
@NullMarked
package io.ordertrail.intake.gauges;

import org.jspecify.annotations.NullMarked;
