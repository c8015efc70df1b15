/**
 * How fast orders are bought, beside what PostgreSQL alone sustains for the same writes.
 *
 * <p>May know: order-intake and the simulator as processes, the order book's schema.
 *
 * <p>Begin with {@link io.ordertrail.benchmarks.submission.SubmissionBenchmark}.
 */
@NullMarked
package io.ordertrail.benchmarks.submission;

import org.jspecify.annotations.NullMarked;
