/**
 * A service's own change and the event that reports it: both or neither.
 *
 * <p>May know: the events, PostgreSQL and Kafka; nothing of any service.
 *
 * <p>Begin with {@link io.ordertrail.kit.outbox.Outbox} (for services) and {@link io.ordertrail.kit.outbox.Relay} (how it gets
 * to Kafka).
 */
@NullMarked
package io.ordertrail.kit.outbox;

import org.jspecify.annotations.NullMarked;
