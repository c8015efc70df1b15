/**
 * What background work of all services needs.
 *
 * <p>May know: the JDK.
 *
 * <p>Begin with {@link io.ordertrail.kit.jobs.Backoff}.
 */
@NullMarked
package io.ordertrail.kit.jobs;

import org.jspecify.annotations.NullMarked;
