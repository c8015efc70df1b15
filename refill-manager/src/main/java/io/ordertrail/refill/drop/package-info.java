/**
 * How a drop is noticed, from what panels report and shops count. Decides; touches nothing.
 *
 * <p>May know: orders and policies.
 *
 * <p>Begin with {@link io.ordertrail.refill.drop.DropDetection}.
 */
@NullMarked
package io.ordertrail.refill.drop;

import org.jspecify.annotations.NullMarked;
