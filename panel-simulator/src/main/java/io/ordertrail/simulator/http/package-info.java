/**
 * The panels and the admin API on the wire, faults included.
 *
 * <p>May know: everything here.
 *
 * <p>Begin with {@link io.ordertrail.simulator.http.PanelEndpoint}.
 */
@NullMarked
package io.ordertrail.simulator.http;

import org.jspecify.annotations.NullMarked;
