/**
 * Tests of this part, without Quarkus.
 *
 * <p>May know: the part.
 *
 * <p>Begin with {@link io.ordertrail.notifier.subscription.FilterTest}.
 */
@NullMarked
package io.ordertrail.notifier.subscription;

import org.jspecify.annotations.NullMarked;
