/**
 * The behaviour of the simulator that other tests rely on.
 *
 * <p>May know: everything.
 *
 * <p>Begin with {@link io.ordertrail.simulator.PanelPagesTest}.
 */
@NullMarked
package io.ordertrail.simulator;

import org.jspecify.annotations.NullMarked;
