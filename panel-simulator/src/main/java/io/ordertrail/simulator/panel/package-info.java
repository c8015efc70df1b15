/**
 * The panels themselves: their state, what they do for each action, and how each of them answers.
 *
 * <p>May know: everything but faults and HTTP.
 *
 * <p>Begin with {@link io.ordertrail.simulator.panel.SimulatedPanel}.
 */
@NullMarked
package io.ordertrail.simulator.panel;

import org.jspecify.annotations.NullMarked;
