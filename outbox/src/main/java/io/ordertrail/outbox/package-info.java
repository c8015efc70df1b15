/**
 * A service's own change and the event that tells of it: both or neither.
 *
 * <p>May know: {@link io.ordertrail.events}, the service's database and Kafka; no table of a service but its own.
 *
 * <p>Begin with the table in {@code db/outbox}.
 */
@NullMarked
package io.ordertrail.outbox;

import org.jspecify.annotations.NullMarked;
