/**
 * How fast the poller is, beside a bare client loop.
 *
 * <p>May know: the poller as a process, its schema, the fingerprint of an answer.
 *
 * <p>Begin with {@link io.ordertrail.benchmarks.poller.PollerBenchmark}.
 */
@NullMarked
package io.ordertrail.benchmarks.poller;

import org.jspecify.annotations.NullMarked;
