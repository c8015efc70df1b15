/**
 * Decides what an answer changes and which events are published. Deterministic; time is a parameter.
 *
 * <p>May know: the domain, the events, the panel client's answers; no database, no Kafka, no HTTP.
 *
 * <p>Begin with {@link io.ordertrail.poller.change.ChangeRules}.
 */
@NullMarked
package io.ordertrail.poller.change;

import org.jspecify.annotations.NullMarked;
