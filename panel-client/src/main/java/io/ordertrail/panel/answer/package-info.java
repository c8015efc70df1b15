/**
 * Reading what panels answer. They are PHP systems of many hands, so the reader takes what it can make sense of.
 *
 * <p>May know: {@link io.ordertrail.domain} and Jackson; nothing of HTTP.
 *
 * <p>Begin with {@link io.ordertrail.panel.answer.TolerantJson} and {@link io.ordertrail.panel.answer.AnswerParser}.
 */
@NullMarked
package io.ordertrail.panel.answer;

import org.jspecify.annotations.NullMarked;
