/**
 * What operators see of every service alike: rate, errors and duration of topics and endpoints, and log records with the
 * order and the panel as fields.
 *
 * <p>May know: Micrometer, logging, the domain, the names of topics; nothing of any service.
 *
 * <p>Begin with {@link io.ordertrail.kit.telemetry.TopicMetrics}.
 */
@NullMarked
package io.ordertrail.kit.telemetry;

import org.jspecify.annotations.NullMarked;
