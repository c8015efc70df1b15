/**
 * Explores a protocol: every state that any order of steps can lead to, breadth first, without randomness.
 *
 * <p>May know: nothing of the project; the models that are explored live in packages below.
 *
 * <p>Begin with {@link io.ordertrail.benchmarks.model.Model}; {@link io.ordertrail.benchmarks.model.Explorer} visits its states.
 */
@NullMarked
package io.ordertrail.benchmarks.model;

import org.jspecify.annotations.NullMarked;
