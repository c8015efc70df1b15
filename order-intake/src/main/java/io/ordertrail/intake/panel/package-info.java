/**
 * The panels of the configuration, wired, with what each lets us do.
 *
 * <p>May know: the panel client.
 *
 * <p>Begin with {@link io.ordertrail.intake.panel.PanelProducer}.
 */
@NullMarked
package io.ordertrail.intake.panel;

import org.jspecify.annotations.NullMarked;
