/**
 * What shops ask, over Kafka and REST alike, becomes rows of the order book.
 *
 * <p>May know: the order book and the catalogue.
 *
 * <p>Begin with {@link io.ordertrail.intake.request.OrderRequestHandler}.
 */
@NullMarked
package io.ordertrail.intake.request;

import org.jspecify.annotations.NullMarked;
