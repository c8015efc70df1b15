/**
 * When orders are asked for, simulated in virtual time: the poller's cadence against a fixed one.
 *
 * <p>May know: the poller's schedule.
 *
 * <p>Begin with {@link io.ordertrail.benchmarks.cadence.CadenceBenchmark}.
 */
@NullMarked
package io.ordertrail.benchmarks.cadence;

import org.jspecify.annotations.NullMarked;
