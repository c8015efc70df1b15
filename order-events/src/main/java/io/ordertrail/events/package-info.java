/**
 * What the services and the shops say to each other: event records, topics, JSON and the CloudEvents mapping.
 * {@code docs/asyncapi.yaml} is the same contract for people and for other languages; a test holds the two together.
 *
 * <p>May know: {@link io.ordertrail.domain} and Jackson; no Kafka client, no service.
 *
 * <p>Begin with {@link io.ordertrail.events.Event}, {@link io.ordertrail.events.Topics} and
 * {@link io.ordertrail.events.EventCodec}.
 */
@NullMarked
package io.ordertrail.events;

import org.jspecify.annotations.NullMarked;
