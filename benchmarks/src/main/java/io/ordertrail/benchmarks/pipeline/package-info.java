/**
 * The whole pipeline: orders a second from Kafka to the shop's webhook, and what each process takes.
 *
 * <p>May know: the services as processes and over REST; the libraries.
 *
 * <p>Begin with {@link io.ordertrail.benchmarks.pipeline.PipelineBenchmark}.
 */
@NullMarked
package io.ordertrail.benchmarks.pipeline;

import org.jspecify.annotations.NullMarked;
