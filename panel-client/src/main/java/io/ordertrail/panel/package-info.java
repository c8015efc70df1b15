/**
 * The panel API v2 as a client: actions, dialects, outcomes.
 *
 * <p>May know: {@link io.ordertrail.trade}; no events, no database.
 *
 * <p>Begin with this page.
 */
@NullMarked
package io.ordertrail.panel;

import org.jspecify.annotations.NullMarked;
