/**
 * The time that the panels live in, which can run faster than ours, or stand still until it is moved.
 *
 * <p>May know: nothing.
 *
 * <p>Begin with {@link io.ordertrail.simulator.time.SimulatedClock}.
 */
@NullMarked
package io.ordertrail.simulator.time;

import org.jspecify.annotations.NullMarked;
