/**
 * An order's whole history, built from the events.
 *
 * <p>May know: the database; no other table than its own.
 *
 * <p>Begin with {@link io.ordertrail.intake.history.History}.
 */
@NullMarked
package io.ordertrail.intake.history;

import org.jspecify.annotations.NullMarked;
