/**
 * The faults that are injected, and when.
 *
 * <p>May know: nothing of panels.
 *
 * <p>Begin with {@link io.ordertrail.simulator.fault.Faults}.
 */
@NullMarked
package io.ordertrail.simulator.fault;

import org.jspecify.annotations.NullMarked;
