/**
 * All interleavings of two replicas of refill-manager, one order, a panel, its poller, a shop and an operator.
 *
 * <p>May know: the decision classes of refill-manager, which it calls as they are; the specification of its statements.
 *
 * <p>Begin with {@link io.ordertrail.benchmarks.model.refill.RefillModel}.
 */
@NullMarked
package io.ordertrail.benchmarks.model.refill;

import org.jspecify.annotations.NullMarked;
