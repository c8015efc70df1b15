/**
 * The panels: their state, the actions, and the form of each panel's answers.
 *
 * <p>May know: everything but faults and HTTP.
 *
 * <p>Begin with {@link io.ordertrail.simulator.panel.SimulatedPanel}.
 */
@NullMarked
package io.ordertrail.simulator.panel;

import org.jspecify.annotations.NullMarked;
