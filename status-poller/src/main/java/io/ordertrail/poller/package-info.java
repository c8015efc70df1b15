/**
 * A bought order is watched, and each of its changes becomes an event.
 *
 * <p>May know: the libraries; no other service.
 *
 * <p>Begin with {@link io.ordertrail.poller.schedule.PanelSchedule} (what is asked when),
 * {@link io.ordertrail.poller.change.ChangeRules} (what is published) and {@link io.ordertrail.poller.polling.PanelPoller}
 * (what moves both).
 */
@NullMarked
package io.ordertrail.poller;

import org.jspecify.annotations.NullMarked;
