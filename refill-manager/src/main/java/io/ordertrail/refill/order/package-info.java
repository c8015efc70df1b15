/**
 * What is known of a bought order: its terms, what its panel last said, what its shop last counted.
 *
 * <p>May know: the events of order-events.
 *
 * <p>Begin with {@link io.ordertrail.refill.order.OrderUnderWarranty}.
 */
@NullMarked
package io.ordertrail.refill.order;

import org.jspecify.annotations.NullMarked;
