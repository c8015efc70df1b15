/**
 * Tests of this part, without Quarkus.
 *
 * <p>May know: the part.
 *
 * <p>Begin with {@link io.ordertrail.notifier.address.AddressPolicyTest}.
 */
@NullMarked
package io.ordertrail.notifier.address;

import org.jspecify.annotations.NullMarked;
