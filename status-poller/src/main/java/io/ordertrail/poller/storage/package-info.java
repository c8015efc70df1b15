/**
 * The watched orders in the database: taken up, loaded by partition, changed together with the events that report it.
 *
 * <p>May know: the rules of change, the schedule's view of an order, the outbox.
 *
 * <p>Begin with {@link io.ordertrail.poller.storage.WatchedOrders}.
 */
@NullMarked
package io.ordertrail.poller.storage;

import org.jspecify.annotations.NullMarked;
