/**
 * Tests of this part, without Quarkus.
 *
 * <p>May know: the part.
 *
 * <p>Begin with {@link io.ordertrail.notifier.arrival.RoutingTest}.
 */
@NullMarked
package io.ordertrail.notifier.arrival;

import org.jspecify.annotations.NullMarked;
