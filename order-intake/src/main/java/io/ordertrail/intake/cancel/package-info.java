/**
 * Requests of shops to cancel orders, before they are bought and at panels.
 *
 * <p>May know: stored orders and the panels.
 *
 * <p>Begin with {@link io.ordertrail.intake.cancel.CancelPlan} (what follows from a request) and
 * {@link io.ordertrail.intake.cancel.CancelDecision} (what follows from a panel's answer).
 */
@NullMarked
package io.ordertrail.intake.cancel;

import org.jspecify.annotations.NullMarked;
