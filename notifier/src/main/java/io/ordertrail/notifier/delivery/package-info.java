/**
 * A delivery is a row before it is an attempt: its states, schedule, claims, lanes by endpoint, attempts and replays.
 *
 * <p>May know: messages and subscriptions; how a channel sends is behind {@link io.ordertrail.notifier.delivery.ChannelSender}.
 *
 * <p>Begin with {@link io.ordertrail.notifier.delivery.DeliveryState}.
 */
@NullMarked
package io.ordertrail.notifier.delivery;

import org.jspecify.annotations.NullMarked;
