/**
 * Reading what panels answer. They are PHP systems of many hands, so the reader takes what it can make sense of.
 *
 * <p>May know: {@link io.ordertrail.trade} and Jackson; nothing of HTTP.
 *
 * <p>Begin with {@link io.ordertrail.panel.answer.TolerantJson} and {@link io.ordertrail.panel.answer.Answers}.
 */
@NullMarked
package io.ordertrail.panel.answer;

import org.jspecify.annotations.NullMarked;
