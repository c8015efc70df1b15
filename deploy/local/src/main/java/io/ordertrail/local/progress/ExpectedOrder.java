package io.ordertrail.local.progress;

import io.ordertrail.domain.Reference;

/**
 * An order that was fed, and what it must come to.
 *
 * @param refill whether it will drop where the panel shows it, and must be refilled
 */
public record ExpectedOrder(Reference reference, boolean refill) {}
