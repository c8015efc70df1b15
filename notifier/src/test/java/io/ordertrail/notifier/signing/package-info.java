/**
 * Tests of this part, without Quarkus.
 *
 * <p>May know: the part.
 *
 * <p>Begin with {@link io.ordertrail.notifier.signing.SignaturesTest}.
 */
@NullMarked
package io.ordertrail.notifier.signing;

import org.jspecify.annotations.NullMarked;
