package io.ordertrail.local.progress;

import io.ordertrail.trade.Reference;

/**
 * An order that was fed, and what it must come to.
 *
 * @param refill whether it will drop where the panel shows it, and must be refilled
 */
public record Expected(Reference reference, boolean refill) {}
