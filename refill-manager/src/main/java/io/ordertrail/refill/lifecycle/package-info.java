/**
 * One refill from the drop to its end: its states, its legal transitions, and every decision about it. Pure functions.
 *
 * <p>May know: orders, policies and panels' answers; nothing of SQL or Kafka.
 *
 * <p>Begin with {@link io.ordertrail.refill.lifecycle.RefillTransition}.
 */
@NullMarked
package io.ordertrail.refill.lifecycle;

import org.jspecify.annotations.NullMarked;
