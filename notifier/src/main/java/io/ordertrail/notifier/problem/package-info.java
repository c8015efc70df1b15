/**
 * What is answered when a request cannot be served: problem+json that names field, rule and remedy.
 *
 * <p>May know: nothing of ours.
 *
 * <p>Begin with {@link io.ordertrail.notifier.problem.Problem}.
 */
@NullMarked
package io.ordertrail.notifier.problem;

import org.jspecify.annotations.NullMarked;
