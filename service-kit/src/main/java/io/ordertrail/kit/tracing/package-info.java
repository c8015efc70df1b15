/**
 * The way of an order as one trace: spans under the trace context that its events carry through tables and topics.
 *
 * <p>May know: OpenTelemetry; nothing of any service.
 *
 * <p>Begin with {@link io.ordertrail.kit.tracing.Tracing}.
 */
@NullMarked
package io.ordertrail.kit.tracing;

import org.jspecify.annotations.NullMarked;
