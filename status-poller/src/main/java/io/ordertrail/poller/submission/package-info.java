/**
 * Bought orders are taken up from {@code orders.submissions}.
 *
 * <p>May know: the events, Kafka, the storage and the pollers.
 *
 * <p>Begin with {@link io.ordertrail.poller.submission.AcceptedOrderConsumer}.
 */
@NullMarked
package io.ordertrail.poller.submission;

import org.jspecify.annotations.NullMarked;
