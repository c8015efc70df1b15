/**
 * The rounds at each panel: requests, statuses, tickets, the schedule.
 *
 * <p>May know: the storage, the lifecycle and the panel client.
 *
 * <p>Begin with {@link io.ordertrail.refill.work.PanelRefillWorker}.
 */
@NullMarked
package io.ordertrail.refill.work;

import org.jspecify.annotations.NullMarked;
