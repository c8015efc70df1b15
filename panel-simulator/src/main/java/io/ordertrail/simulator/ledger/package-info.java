/**
 * The ledger: everything that the panels did, on disk before it is answered.
 *
 * <p>May know: lifecycle and time.
 *
 * <p>Begin with {@link io.ordertrail.simulator.ledger.Ledger}.
 */
@NullMarked
package io.ordertrail.simulator.ledger;

import org.jspecify.annotations.NullMarked;
