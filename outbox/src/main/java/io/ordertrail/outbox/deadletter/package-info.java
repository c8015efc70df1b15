/**
 * What every consumer does with a record that it cannot process: keep it, with the reason, where an operator sees it.
 *
 * <p>May know: Kafka, the events; nothing of any service.
 *
 * <p>Begin with {@link io.ordertrail.outbox.deadletter.DeadLetters}.
 */
@NullMarked
package io.ordertrail.outbox.deadletter;

import org.jspecify.annotations.NullMarked;
