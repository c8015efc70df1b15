/**
 * Orders with their state, the one table of legal moves, and requests that came before their order.
 *
 * <p>May know: the outbox and the database; no panel, no HTTP.
 *
 * <p>Begin with {@link io.ordertrail.intake.order.OrderState} and {@link io.ordertrail.intake.order.OrderRepository}.
 */
@NullMarked
package io.ordertrail.intake.order;

import org.jspecify.annotations.NullMarked;
