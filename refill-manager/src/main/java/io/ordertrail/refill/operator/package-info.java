/**
 * The REST API for operators.
 *
 * <p>May know: the storage and the lifecycle.
 *
 * <p>Begin with {@link io.ordertrail.refill.operator.RefillsResource}.
 */
@NullMarked
package io.ordertrail.refill.operator;

import org.jspecify.annotations.NullMarked;
