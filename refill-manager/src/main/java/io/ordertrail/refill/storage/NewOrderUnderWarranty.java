package io.ordertrail.refill.storage;

import io.ordertrail.events.OrderRef;
import org.jspecify.annotations.Nullable;

/**
 * An order as its first event names it.
 *
 * @param trace W3C traceparent of that event; events about the order's refills continue it
 */
public record NewOrderUnderWarranty(OrderRef ref, @Nullable String trace) {}
