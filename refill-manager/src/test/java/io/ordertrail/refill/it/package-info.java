/**
 * The service with real parts: PostgreSQL, Kafka, and the five panels of the simulator, in a time that the tests move.
 *
 * <p>May know: the interfaces of the service (Kafka, REST), the simulator.
 *
 * <p>Begin with {@link io.ordertrail.refill.it.RefillIT}.
 */
@NullMarked
package io.ordertrail.refill.it;

import org.jspecify.annotations.NullMarked;
