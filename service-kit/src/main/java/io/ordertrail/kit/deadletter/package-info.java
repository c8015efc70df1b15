/**
 * What every consumer does with a record that it cannot process: keep it, with the reason, where an operator sees it.
 *
 * <p>May know: Kafka, the events; nothing of any service.
 *
 * <p>Begin with {@link io.ordertrail.kit.deadletter.DeadLetterPublisher}.
 */
@NullMarked
package io.ordertrail.kit.deadletter;

import org.jspecify.annotations.NullMarked;
