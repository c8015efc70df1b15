/**
 * Creates the service's beans, starts and stops its work.
 *
 * <p>May know: everything of this service; decides nothing.
 *
 * <p>Begin with {@link io.ordertrail.refill.wiring.RefillProducers}.
 */
@NullMarked
package io.ordertrail.refill.wiring;

import org.jspecify.annotations.NullMarked;
