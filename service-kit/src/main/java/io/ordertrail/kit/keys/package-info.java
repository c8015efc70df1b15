/**
 * API keys by their hashes: the copy that each service keeps of the keys that order-intake owns.
 *
 * <p>May know: the events and Kafka; nothing of HTTP or of any service.
 *
 * <p>Begin with {@link io.ordertrail.kit.keys.ApiKeys}.
 */
@NullMarked
package io.ordertrail.kit.keys;

import org.jspecify.annotations.NullMarked;
