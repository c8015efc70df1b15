package io.ordertrail.notifier.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals secrets for the database: AES-256-GCM, a fresh nonce each, bound to what they belong to, so that a sealed
 * secret copied to another row does not open. Thread-safe.
 */
public final class SecretSealer {

    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final Map<String, SecretKeySpec> keys;
    private final String current;
    private final SecureRandom random;

    private SecretSealer(Map<String, SecretKeySpec> keys, String current, SecureRandom random) {
        this.keys = keys;
        this.current = current;
        this.random = random;
    }

    /**
     * With keys written {@code <id>:<32 bytes in base64>}, separated by commas; the first seals, all of them open.
     *
     * @throws IllegalArgumentException if that is not their form; the message never has the key
     */
    public static SecretSealer of(String keys, SecureRandom random) {
        Map<String, SecretKeySpec> byId = new LinkedHashMap<>();
        for (String key : keys.split(",")) {
            int colon = key.indexOf(':');
            String id = colon < 0 ? "" : key.substring(0, colon).strip();
            if (!id.matches("[A-Za-z0-9-]{1,20}")) {
                throw new IllegalArgumentException("an encryption key must be written <id>:<base64 of 32 bytes>, the id"
                        + " of at most 20 letters, digits and hyphens");
            }
            if (byId.put(id, new SecretKeySpec(decode(id, key.substring(colon + 1)), "AES")) != null) {
                throw new IllegalArgumentException("two encryption keys have the id '" + id + "'");
            }
        }
        return new SecretSealer(byId, byId.keySet().iterator().next(), random);
    }

    /** A secret, sealed, with the id of the key that did it. */
    public record Sealed(String keyId, byte[] bytes) {
        @Override
        public String toString() {
            return "Sealed{" + keyId + "}";
        }
    }

    /** Seals a secret that belongs to that owner. */
    public Sealed seal(String owner, byte[] secret) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        byte[] text = crypt(Cipher.ENCRYPT_MODE, current, owner, nonce, secret);
        return new Sealed(
                current,
                ByteBuffer.allocate(NONCE + text.length).put(nonce).put(text).array());
    }

    /**
     * Opens what was sealed for that owner.
     *
     * @throws IllegalStateException if its key is not here, or it was sealed for another owner, or was changed
     */
    public byte[] open(String owner, Sealed sealed) {
        byte[] nonce = Arrays.copyOf(sealed.bytes(), NONCE);
        byte[] text = Arrays.copyOfRange(sealed.bytes(), NONCE, sealed.bytes().length);
        return crypt(Cipher.DECRYPT_MODE, sealed.keyId(), owner, nonce, text);
    }

    /** Whether it should be sealed again with a newer key. */
    public boolean isStale(Sealed sealed) {
        return !sealed.keyId().equals(current);
    }

    /** The id of the key that seals. */
    public String currentKey() {
        return current;
    }

    /** A key for another purpose, derived from that one of ours; not to be turned back. */
    public byte[] derive(String keyId, String purpose) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key(keyId, purpose));
            return mac.doFinal(purpose.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no HmacSHA256", e);
        }
    }

    /** Whether there is a key of that id. */
    public boolean has(String keyId) {
        return keys.containsKey(keyId);
    }

    private byte[] crypt(int mode, String keyId, String owner, byte[] nonce, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key(keyId, owner), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(owner.getBytes(UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the secret of %s does not open with key '%s'".formatted(owner, keyId), e);
        }
    }

    private SecretKeySpec key(String id, String owner) {
        SecretKeySpec key = keys.get(id);
        if (key == null) {
            throw new IllegalStateException(
                    "the secret of %s is sealed with key '%s', which is not configured; add it".formatted(owner, id)
                            + " behind the current one in ORDERTRAIL_NOTIFIER_ENCRYPTION_KEY");
        }
        return key;
    }

    private static byte[] decode(String id, String base64) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("encryption key '" + id + "' is no base64");
        }
        if (bytes.length != 32) {
            throw new IllegalArgumentException(
                    "encryption key '%s' must have 32 bytes, but has %d".formatted(id, bytes.length));
        }
        return bytes;
    }
}
