/**
 * The operator's settings, by panel and by service, checked when the service starts.
 *
 * <p>May know: warranties.
 *
 * <p>Begin with {@link io.ordertrail.refill.policy.RefillPolicy}.
 */
@NullMarked
package io.ordertrail.refill.policy;

import org.jspecify.annotations.NullMarked;
