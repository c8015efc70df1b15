/**
 * Which real parts the service is made of.
 *
 * <p>May know: everything of this service; decides nothing.
 *
 * <p>Begin with {@link io.ordertrail.refill.wiring.RefillProducers}.
 */
@NullMarked
package io.ordertrail.refill.wiring;

import org.jspecify.annotations.NullMarked;
