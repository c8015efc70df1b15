/**
 * Tests of this part, without Quarkus.
 *
 * <p>May know: the part.
 *
 * <p>Begin with {@link io.ordertrail.notifier.delivery.DeliveryDecisionTest}.
 */
@NullMarked
package io.ordertrail.notifier.delivery;

import org.jspecify.annotations.NullMarked;
