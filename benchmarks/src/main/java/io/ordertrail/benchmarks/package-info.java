/**
 * What the claims are measured with: {@code benchmarks/run NAME}.
 *
 * <p>May know: the libraries; services as processes, or their pure core.
 *
 * <p>Begin with {@link io.ordertrail.benchmarks.Run}; each benchmark has a package or a class of its own.
 */
@NullMarked
package io.ordertrail.benchmarks;

import org.jspecify.annotations.NullMarked;
