package io.ordertrail.intake.access;

import io.ordertrail.domain.ShopId;
import io.ordertrail.events.KeyEvent;
import io.ordertrail.events.KeyEvent.KeyRevoked;
import io.ordertrail.events.KeyEvent.KeyRole;
import io.ordertrail.events.KeyEvent.KeyValid;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key as it is stored: its hash, never the key itself.
 *
 * @param number the order in which keys were made
 * @param revision counts up with each change
 * @param shop for the role SHOP
 * @param replacedBy the key that a rotation made in place of this one
 */
record StoredKey(
        String id,
        long number,
        long revision,
        String hash,
        KeyRole role,
        @Nullable ShopId shop,
        String description,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable String replacedBy) {

    /** Returns whether the key may be used at that time. */
    boolean isValid(Instant now) {
        return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
    }

    /** Returns the record that the other services copy. */
    KeyEvent event(Instant observedAt) {
        return revokedAt == null
                ? new KeyValid(id, revision, hash, role, shop, expiresAt, observedAt)
                : new KeyRevoked(id, revision, observedAt);
    }
}
