/**
 * Tests of this part, without Quarkus.
 *
 * <p>May know: the part.
 *
 * <p>Begin with {@link io.ordertrail.notifier.ingest.RoutingTest}.
 */
@NullMarked
package io.ordertrail.notifier.ingest;

import org.jspecify.annotations.NullMarked;
