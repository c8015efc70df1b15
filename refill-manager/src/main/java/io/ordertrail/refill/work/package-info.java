/**
 * What is done at each panel, round after round: asking, following, escalating, the schedule.
 *
 * <p>May know: the book, the lifecycle and the panel client.
 *
 * <p>Begin with {@link io.ordertrail.refill.work.PanelRefillWorker}.
 */
@NullMarked
package io.ordertrail.refill.work;

import org.jspecify.annotations.NullMarked;
