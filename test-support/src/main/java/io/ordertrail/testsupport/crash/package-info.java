/**
 * A process that dies at a chosen place of its work, as if the power had been cut there.
 *
 * <p>May know: the name of the class that services pass their crash points to; nothing of the services.
 *
 * <p>Begin with {@link io.ordertrail.testsupport.crash.CrashAgent}.
 */
@NullMarked
package io.ordertrail.testsupport.crash;

import org.jspecify.annotations.NullMarked;
