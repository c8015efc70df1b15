/**
 * The panels' time, which can run faster than real time, or stand still until it is moved.
 *
 * <p>May know: nothing.
 *
 * <p>Begin with {@link io.ordertrail.simulator.time.SimulatedClock}.
 */
@NullMarked
package io.ordertrail.simulator.time;

import org.jspecify.annotations.NullMarked;
