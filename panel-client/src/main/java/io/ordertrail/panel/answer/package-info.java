/**
 * Reads what panels answer. They are PHP systems of many authors: an answer is read by what it says, not by a list of
 * sentences, and what can be read in two ways is not read.
 *
 * <p>May know: {@link io.ordertrail.domain} and Jackson; nothing of HTTP.
 *
 * <p>Begin with {@link io.ordertrail.panel.answer.AnswerParser}, {@link io.ordertrail.panel.answer.AnswerEnvelope} and
 * {@link io.ordertrail.panel.answer.RefusalRules}.
 */
@NullMarked
package io.ordertrail.panel.answer;

import org.jspecify.annotations.NullMarked;
