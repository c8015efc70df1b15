/**
 * Ninety days of warranties in virtual time: the refill-manager's own core and book, against PostgreSQL and the five
 * panels of the simulator.
 *
 * <p>May know: refill-manager, panel-client, the simulator and its truth.
 *
 * <p>Begin with {@link io.ordertrail.benchmarks.warranty.WarrantyBenchmark}.
 */
@NullMarked
package io.ordertrail.benchmarks.warranty;

import org.jspecify.annotations.NullMarked;
