/**
 * Ordertrail's services as processes of their own: started, watched, stopped, killed, frozen.
 *
 * <p>May know: the operating system; nothing of what the processes do. deploy/local and the soaks of benchmarks use it.
 *
 * <p>Begin with {@link io.ordertrail.local.process.ServiceProcess}.
 */
@NullMarked
package io.ordertrail.local.process;

import org.jspecify.annotations.NullMarked;
