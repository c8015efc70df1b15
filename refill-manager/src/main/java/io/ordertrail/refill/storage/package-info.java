/**
 * Orders and refills in PostgreSQL: every change of them and its events, in one transaction.
 *
 * <p>May know: orders, the lifecycle, SQL and the outbox; nothing of panels' calls.
 *
 * <p>Begin with {@link io.ordertrail.refill.storage.RefillRepository}.
 */
@NullMarked
package io.ordertrail.refill.storage;

import org.jspecify.annotations.NullMarked;
