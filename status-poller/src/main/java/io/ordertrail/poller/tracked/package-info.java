/**
 * What is known of a watched order, for operators.
 *
 * <p>May know: the storage; shows it and changes nothing.
 *
 * <p>Begin with {@link io.ordertrail.poller.tracked.WatchedOrderResource}.
 */
@NullMarked
package io.ordertrail.poller.tracked;

import org.jspecify.annotations.NullMarked;
