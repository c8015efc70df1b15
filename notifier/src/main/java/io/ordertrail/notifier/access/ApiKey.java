package io.ordertrail.notifier.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ordertrail.domain.ShopId;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key as it is kept: never the key itself.
 *
 * @param shop whose it is; absent for operators
 */
record ApiKey(
        String id,
        @Nullable ShopId shop,
        String description,
        Instant createdAt,
        @Nullable Instant revokedAt) {

    /** What is kept of a key. Keys have 160 random bits, so a plain hash cannot be tried out. */
    static byte[] hash(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }
}
