package io.ordertrail.events;

import io.ordertrail.domain.ShopId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The API keys of the REST APIs, without the keys themselves; written by order-intake on {@link Topics#KEYS}, which is
 * compacted and keyed by the key's id. The services keep a copy of what the topic holds, so one key opens all of them.
 */
public sealed interface KeyEvent extends Event {

    /** The key's id, such as {@code key_2f81c0a4b6d35e79}. It is no secret. */
    String id();

    /** Counts up with each change of the key; a record with a lower one than that already seen is out of date. */
    long revision();

    /** When the key was made or changed. */
    Instant observedAt();

    /** What a key may do. */
    enum KeyRole {
        /** May see and change everything. */
        OPERATOR,
        /** May see everything and change nothing. */
        READ_ONLY_OPERATOR,
        /** May see and change what belongs to its shop. */
        SHOP
    }

    /**
     * The key may be used.
     *
     * @param hash the SHA-256 of the key as lower-case hex; a key has 256 random bits, so the hash does not give it away
     * @param shop for the role SHOP: the CloudEvents source of the shop's orders
     * @param expiresAt after this time the key is refused; absent for a key that does not expire
     */
    @EventType("key.valid")
    record KeyValid(
            String id,
            long revision,
            String hash,
            KeyRole role,
            @Nullable ShopId shop,
            @Nullable Instant expiresAt,
            Instant observedAt)
            implements KeyEvent {

        /** @throws IllegalArgumentException if a key of a shop names none, or another key does */
        public KeyValid {
            if ((role == KeyRole.SHOP) != (shop != null)) {
                throw new IllegalArgumentException("shop must be set for the role SHOP and for no other");
            }
        }
    }

    /** The key is refused from now on. A key that was revoked is never valid again. */
    @EventType("key.revoked")
    record KeyRevoked(String id, long revision, Instant observedAt) implements KeyEvent {}
}
