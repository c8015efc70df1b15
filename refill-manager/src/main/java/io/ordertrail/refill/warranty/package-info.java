/**
 * How long an order is refilled, and how a service's name says so.
 *
 * <p>May know: nothing but time.
 *
 * <p>Begin with {@link io.ordertrail.refill.warranty.Warranty}.
 */
@NullMarked
package io.ordertrail.refill.warranty;

import org.jspecify.annotations.NullMarked;
