/**
 * The behaviour of the panels' clock.
 *
 * <p>May know: the clock.
 *
 * <p>Begin with {@link io.ordertrail.simulator.time.SimulatedClockTest}.
 */
@NullMarked
package io.ordertrail.simulator.time;

import org.jspecify.annotations.NullMarked;
