/**
 * Places in the code where a proof lets the process die.
 *
 * <p>May know: nothing.
 *
 * <p>Begin with {@link io.ordertrail.outbox.crash.CrashPoints}.
 */
@NullMarked
package io.ordertrail.outbox.crash;

import org.jspecify.annotations.NullMarked;
