/**
 * Refusals that were learned: error texts that no rule knows, after which orders proved not taken.
 *
 * <p>May know: the database, the columns of orders, and the panel client's types.
 *
 * <p>Begin with {@link io.ordertrail.intake.refusal.RefusalMemory}.
 */
@NullMarked
package io.ordertrail.intake.refusal;

import org.jspecify.annotations.NullMarked;
