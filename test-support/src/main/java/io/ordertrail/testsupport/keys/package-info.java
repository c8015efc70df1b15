/**
 * API keys as order-intake publishes them, for tests of services that only have a copy of the keys.
 *
 * <p>May know: the events and Kafka; no service.
 *
 * <p>Begin with {@link io.ordertrail.testsupport.keys.PublishedKeys}.
 */
@NullMarked
package io.ordertrail.testsupport.keys;

import org.jspecify.annotations.NullMarked;
