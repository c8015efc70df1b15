/**
 * The panel API v2 as a client: actions, dialects, outcomes.
 *
 * <p>May know: {@link io.ordertrail.domain}; no events, no database, no service.
 *
 * <p>Begin with {@link io.ordertrail.panel.Panel} and {@link io.ordertrail.panel.Outcome}.
 */
@NullMarked
package io.ordertrail.panel;

import org.jspecify.annotations.NullMarked;
