/**
 * A bought order: its terms, the last report of its panel, the last count of its shop.
 *
 * <p>May know: the events of order-events.
 *
 * <p>Begin with {@link io.ordertrail.refill.order.OrderUnderWarranty}.
 */
@NullMarked
package io.ordertrail.refill.order;

import org.jspecify.annotations.NullMarked;
