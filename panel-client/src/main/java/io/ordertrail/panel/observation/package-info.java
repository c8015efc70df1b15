/**
 * Calls to panels as operators see them: one metric and one span, the same in every service.
 *
 * <p>May know: Micrometer, OpenTelemetry.
 *
 * <p>Begin with {@link io.ordertrail.panel.observation.PanelCallMetrics}.
 */
@NullMarked
package io.ordertrail.panel.observation;

import org.jspecify.annotations.NullMarked;
