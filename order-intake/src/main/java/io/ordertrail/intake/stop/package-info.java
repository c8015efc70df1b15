/**
 * Buying is stopped and resumed, at every panel or at one, while everything else goes on.
 *
 * <p>May know: the orders and the events for operators; no panel. Claims are made by {@code submission}, which reads the stops
 * itself.
 *
 * <p>Begin with {@link io.ordertrail.intake.stop.BuyingStops}.
 */
@NullMarked
package io.ordertrail.intake.stop;

import org.jspecify.annotations.NullMarked;
