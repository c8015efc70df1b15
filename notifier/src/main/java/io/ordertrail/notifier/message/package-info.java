/**
 * An event as it is sent: what it is about, and the body that is frozen when it arrives.
 *
 * <p>May know: order-events.
 *
 * <p>Begin with {@link io.ordertrail.notifier.message.Message}.
 */
@NullMarked
package io.ordertrail.notifier.message;

import org.jspecify.annotations.NullMarked;
