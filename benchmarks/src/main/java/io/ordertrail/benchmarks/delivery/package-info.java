/**
 * How fast webhooks go, and whether dead endpoints are felt by others.
 *
 * <p>May know: the notifier as a process, its API and its database; none of its classes.
 *
 * <p>Begin with {@link io.ordertrail.benchmarks.delivery.DeliveryBenchmark}.
 */
@NullMarked
package io.ordertrail.benchmarks.delivery;

import org.jspecify.annotations.NullMarked;
