/**
 * The long proof: many orders through real processes that are killed, frozen and cut off, compared with a ledger of
 * what the panels really took; and the invariants that must hold at the end.
 *
 * <p>May know: the services as processes, their topics, their databases to read, and the simulator's admin endpoint.
 *
 * <p>Begin with {@link io.ordertrail.benchmarks.soak.Invariants}.
 */
@NullMarked
package io.ordertrail.benchmarks.soak;

import org.jspecify.annotations.NullMarked;
