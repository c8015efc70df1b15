/**
 * An order's complete history, built from the events.
 *
 * <p>May know: the database, the table of child orders, and what other packages keep of an order's status.
 *
 * <p>Begin with {@link io.ordertrail.intake.history.History}.
 */
@NullMarked
package io.ordertrail.intake.history;

import org.jspecify.annotations.NullMarked;
