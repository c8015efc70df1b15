/**
 * The API keys of all services: made, listed, rotated and revoked here, and published on operations.keys.
 *
 * <p>May know: the database and the outbox; no order.
 *
 * <p>Begin with {@link io.ordertrail.intake.access.KeyResource}.
 */
@NullMarked
package io.ordertrail.intake.access;

import org.jspecify.annotations.NullMarked;
