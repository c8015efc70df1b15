/**
 * What is heard from Kafka: bought orders, wishes, statuses, measurements.
 *
 * <p>May know: the book and the lifecycle; nothing of panels' calls.
 *
 * <p>Begin with {@link io.ordertrail.refill.feed.Hearing}.
 */
@NullMarked
package io.ordertrail.refill.feed;

import org.jspecify.annotations.NullMarked;
