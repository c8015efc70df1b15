/**
 * Orders whose fate is unknown are found again at their panel, proven absent, or put in front of a person.
 *
 * <p>May know: the order book and the panels.
 *
 * <p>Begin with {@link io.ordertrail.intake.doubt.DoubtResolver}.
 */
@NullMarked
package io.ordertrail.intake.doubt;

import org.jspecify.annotations.NullMarked;
