/**
 * Cancels that shops ask for, at the panel and before it.
 *
 * <p>May know: the order book and the panels.
 *
 * <p>Begin with {@link io.ordertrail.intake.cancel.CancelRequests}.
 */
@NullMarked
package io.ordertrail.intake.cancel;

import org.jspecify.annotations.NullMarked;
