/**
 * The services that a panel sells.
 *
 * <p>May know: nothing of orders.
 *
 * <p>Begin with {@link io.ordertrail.simulator.catalogue.SimulatedCatalogue}.
 */
@NullMarked
package io.ordertrail.simulator.catalogue;

import org.jspecify.annotations.NullMarked;
