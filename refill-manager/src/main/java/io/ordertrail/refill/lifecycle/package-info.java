/**
 * One refill from the drop to its end: its states, its legal moves, what follows from a panel's answer. Decides; touches nothing.
 *
 * <p>May know: orders and policies; and what panels answer; nothing of SQL or Kafka.
 *
 * <p>Begin with {@link io.ordertrail.refill.lifecycle.RefillTransition}.
 */
@NullMarked
package io.ordertrail.refill.lifecycle;

import org.jspecify.annotations.NullMarked;
