/**
 * What any service could not process is kept here, listed, replayed and discarded.
 *
 * <p>May know: the outbox, the database and Kafka.
 *
 * <p>Begin with {@link io.ordertrail.intake.deadletter.DeadLetterStore}.
 */
@NullMarked
package io.ordertrail.intake.deadletter;

import org.jspecify.annotations.NullMarked;
