/**
 * What operators see and decide, over REST.
 *
 * <p>May know: the book and the lifecycle.
 *
 * <p>Begin with {@link io.ordertrail.refill.operator.RefillsResource}.
 */
@NullMarked
package io.ordertrail.refill.operator;

import org.jspecify.annotations.NullMarked;
