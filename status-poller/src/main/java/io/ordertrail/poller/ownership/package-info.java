/**
 * Which orders are this replica's: those of its partitions of {@code orders.submissions}.
 *
 * <p>May know: Kafka's assignment, the storage and the pollers.
 *
 * <p>Begin with {@link io.ordertrail.poller.ownership.Ownership}.
 */
@NullMarked
package io.ordertrail.poller.ownership;

import org.jspecify.annotations.NullMarked;
