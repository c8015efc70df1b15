/**
 * Asks the panels, chunk by chunk, and hands on what changed.
 *
 * <p>May know: the schedule, the budget, the rules and the storage; decides nothing itself.
 *
 * <p>Begin with {@link io.ordertrail.poller.polling.PanelPoller}.
 */
@NullMarked
package io.ordertrail.poller.polling;

import org.jspecify.annotations.NullMarked;
