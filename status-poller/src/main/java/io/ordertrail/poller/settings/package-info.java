/**
 * The settings, and what is built from them.
 *
 * <p>May know: what it configures.
 *
 * <p>Begin with {@link io.ordertrail.poller.settings.PollerConfig}.
 */
@NullMarked
package io.ordertrail.poller.settings;

import org.jspecify.annotations.NullMarked;
