/**
 * Who asks: API keys of shops and of operators, hashed at rest.
 *
 * <p>May know: {@link io.ordertrail.notifier.problem}.
 *
 * <p>Begin with {@link io.ordertrail.notifier.access.Caller}.
 */
@NullMarked
package io.ordertrail.notifier.access;

import org.jspecify.annotations.NullMarked;
