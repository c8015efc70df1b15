/**
 * The truth: everything that was done at the panels, on disk before it is answered.
 *
 * <p>May know: life and time.
 *
 * <p>Begin with {@link io.ordertrail.simulator.ledger.Ledger}.
 */
@NullMarked
package io.ordertrail.simulator.ledger;

import org.jspecify.annotations.NullMarked;
