/**
 * The panel API v2 over HTTP: one form posted, one answer read, and what is known then.
 *
 * <p>May know: {@link io.ordertrail.panel}, the Vert.x client; it decides nothing about orders.
 *
 * <p>Begin with {@link io.ordertrail.panel.http.HttpPanel}.
 */
@NullMarked
package io.ordertrail.panel.http;

import org.jspecify.annotations.NullMarked;
