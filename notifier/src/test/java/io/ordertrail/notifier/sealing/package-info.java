/**
 * Tests of this part, without Quarkus.
 *
 * <p>May know: the part.
 *
 * <p>Begin with {@link io.ordertrail.notifier.sealing.SecretSealerTest}.
 */
@NullMarked
package io.ordertrail.notifier.sealing;

import org.jspecify.annotations.NullMarked;
