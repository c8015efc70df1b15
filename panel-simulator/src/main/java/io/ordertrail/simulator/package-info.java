/**
 * The five panels behind real HTTP, to develop, demonstrate and test against.
 *
 * <p>May know: nothing of the rest of Ordertrail.
 *
 * <p>Begin with {@link io.ordertrail.simulator.Simulator}.
 */
@NullMarked
package io.ordertrail.simulator;

import org.jspecify.annotations.NullMarked;
