/**
 * Tests of this part, without Quarkus.
 *
 * <p>May know: the part.
 *
 * <p>Begin with {@link io.ordertrail.notifier.message.MessageFactoryTest}.
 */
@NullMarked
package io.ordertrail.notifier.message;

import org.jspecify.annotations.NullMarked;
