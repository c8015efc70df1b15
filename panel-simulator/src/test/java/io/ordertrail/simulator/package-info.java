/**
 * What the simulator promises to those who test against it.
 *
 * <p>May know: everything.
 *
 * <p>Begin with {@link io.ordertrail.simulator.PanelPagesTest}.
 */
@NullMarked
package io.ordertrail.simulator;

import org.jspecify.annotations.NullMarked;
