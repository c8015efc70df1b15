package io.ordertrail.refill.storage;

import io.ordertrail.events.OrderRef;
import org.jspecify.annotations.Nullable;

/**
 * An order as the first event that we hear of names it.
 *
 * @param trace W3C traceparent of that event; what is told of the order's refills goes on with it
 */
public record NewOrderUnderWarranty(OrderRef ref, @Nullable String trace) {}
