/**
 * Who may call: shops and operators by their API keys.
 *
 * <p>May know: the database; no order.
 *
 * <p>Begin with {@link io.ordertrail.intake.access.Access}.
 */
@NullMarked
package io.ordertrail.intake.access;

import org.jspecify.annotations.NullMarked;
