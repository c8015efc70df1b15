/**
 * The domain's words as types: ids, money, order status, what an order asks for.
 *
 * <p>May know: nothing of services, topics or HTTP. Every other module may use it.
 *
 * <p>Begin with {@link io.ordertrail.domain.OrderContent} and {@link io.ordertrail.domain.OrderStatus}.
 */
@NullMarked
package io.ordertrail.domain;

import org.jspecify.annotations.NullMarked;
