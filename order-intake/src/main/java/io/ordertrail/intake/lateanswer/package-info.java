/**
 * Answers of panels that came when the order had gone another way: each may be an order that was bought twice, or bought
 * though it is withdrawn or rejected.
 *
 * <p>May know: the database; no panel. They are written by {@code submission}.
 *
 * <p>Begin with {@link io.ordertrail.intake.lateanswer.LateAnswers}.
 */
@NullMarked
package io.ordertrail.intake.lateanswer;

import org.jspecify.annotations.NullMarked;
