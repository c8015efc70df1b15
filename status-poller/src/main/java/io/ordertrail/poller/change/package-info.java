/**
 * What an answer changes and what is told of it. Deterministic; time is a parameter.
 *
 * <p>May know: the trade, the events, the panel client's answers; no database, no Kafka, no HTTP.
 *
 * <p>Begin with {@link io.ordertrail.poller.change.ChangeRules}.
 */
@NullMarked
package io.ordertrail.poller.change;

import org.jspecify.annotations.NullMarked;
