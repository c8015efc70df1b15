/**
 * What the claims are measured with.
 *
 * <p>May know: the libraries; services only as processes.
 *
 * <p>Begin with this page.
 */
@NullMarked
package io.ordertrail.benchmarks;

import org.jspecify.annotations.NullMarked;
