/**
 * Which orders are asked for when: a compact table, a timing wheel, chunks, the cadence. Deterministic; time is a parameter.
 *
 * <p>May know: the domain and the panel client's status vocabulary; no database, no Kafka, no HTTP.
 *
 * <p>Begin with {@link io.ordertrail.poller.schedule.PanelSchedule}.
 */
@NullMarked
package io.ordertrail.poller.schedule;

import org.jspecify.annotations.NullMarked;
