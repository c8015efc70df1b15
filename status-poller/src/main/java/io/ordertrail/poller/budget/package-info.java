/**
 * What a panel allows: so many calls a second, none while it fails. Deterministic; time is a parameter.
 *
 * <p>May know: nothing of ours but the panel client's outcomes.
 *
 * <p>Begin with {@link io.ordertrail.poller.budget.CallBudget}.
 */
@NullMarked
package io.ordertrail.poller.budget;

import org.jspecify.annotations.NullMarked;
