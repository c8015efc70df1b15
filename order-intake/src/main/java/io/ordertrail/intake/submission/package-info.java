/**
 * Orders become bought, at most once: claimed, submitted, and what was learned written down.
 *
 * <p>May know: the order book, the catalogue and the panels.
 *
 * <p>Begin with {@link io.ordertrail.intake.submission.PanelSubmitter} and {@link io.ordertrail.intake.submission.SubmissionDecision}.
 */
@NullMarked
package io.ordertrail.intake.submission;

import org.jspecify.annotations.NullMarked;
