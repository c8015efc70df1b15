/**
 * The HTTP endpoints of the panels and the admin API, faults included.
 *
 * <p>May know: everything here.
 *
 * <p>Begin with {@link io.ordertrail.simulator.http.PanelEndpoint}.
 */
@NullMarked
package io.ordertrail.simulator.http;

import org.jspecify.annotations.NullMarked;
