/**
 * Errors of the REST API, as problem+json.
 *
 * <p>May know: nothing else.
 *
 * <p>Begin with {@link io.ordertrail.intake.problem.Problem}.
 */
@NullMarked
package io.ordertrail.intake.problem;

import org.jspecify.annotations.NullMarked;
