/**
 * Ids of what we make: a prefix that says what it is, then time and chance.
 *
 * <p>May know: nothing of ours.
 *
 * <p>Begin with {@link io.ordertrail.notifier.ids.IdGenerator}.
 */
@NullMarked
package io.ordertrail.notifier.ids;

import org.jspecify.annotations.NullMarked;
