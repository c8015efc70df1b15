/**
 * Places in the code where a proof lets the process die.
 *
 * <p>May know: nothing.
 *
 * <p>Begin with {@link io.ordertrail.kit.crash.CrashPoints}.
 */
@NullMarked
package io.ordertrail.kit.crash;

import org.jspecify.annotations.NullMarked;
