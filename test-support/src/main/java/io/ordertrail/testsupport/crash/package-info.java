/**
 * A process that halts or freezes at a chosen place in its code.
 *
 * <p>May know: the name of the class that services pass their crash points to; nothing of the services.
 *
 * <p>Begin with {@link io.ordertrail.testsupport.crash.CrashAgent}.
 */
@NullMarked
package io.ordertrail.testsupport.crash;

import org.jspecify.annotations.NullMarked;
