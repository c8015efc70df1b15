package io.ordertrail.kit.keys;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The form in which keys are stored, published and compared. */
public final class KeyHash {

    private KeyHash() {}

    /**
     * Returns the SHA-256 of a key as lower-case hex. Keys that order-intake makes have 256 random bits, so a salt or a
     * slow hash would not make them harder to guess.
     */
    public static String of(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }
}
