/**
 * order-intake's protocol as a model: two replicas, one panel, a few orders, a shop that cancels and an operator who decides.
 *
 * <p>May know: order-intake's decision classes and its guarded statements, which are what is explored; nothing that runs.
 *
 * <p>Begin with {@link io.ordertrail.benchmarks.model.intake.IntakeModel}.
 */
@NullMarked
package io.ordertrail.benchmarks.model.intake;

import org.jspecify.annotations.NullMarked;
