/**
 * Whether an order may be refilled now, and if not, why, as a list of named rules.
 *
 * <p>May know: orders and policies.
 *
 * <p>Begin with {@link io.ordertrail.refill.eligibility.EligibilityRule}.
 */
@NullMarked
package io.ordertrail.refill.eligibility;

import org.jspecify.annotations.NullMarked;
