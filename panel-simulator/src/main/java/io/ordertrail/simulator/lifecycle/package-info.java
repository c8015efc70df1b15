/**
 * What happens to an order: decided when it is bought, from the seed and the directives in its link.
 *
 * <p>May know: nothing but time as a number.
 *
 * <p>Begin with {@link io.ordertrail.simulator.lifecycle.LifePlan}.
 */
@NullMarked
package io.ordertrail.simulator.lifecycle;

import org.jspecify.annotations.NullMarked;
