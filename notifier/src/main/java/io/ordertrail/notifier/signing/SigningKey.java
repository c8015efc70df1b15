package io.ordertrail.notifier.signing;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a webhook is signed with. Its {@code toString} says nothing of the key.
 *
 * @see <a href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard
 *     Webhooks</a>
 */
public sealed interface SigningKey {

    /** One entry of {@code webhook-signature}: the version, a comma, the signature in base64. */
    String sign(byte[] content);

    /** What the receiver verifies with: {@code whsec_…}, or the public {@code whpk_…}. */
    String verifier();

    /** To be kept, sealed: version byte and key. */
    byte[] toBytes();

    /** A new key of that scheme. */
    static SigningKey generate(SigningScheme scheme, SecureRandom random) {
        return switch (scheme) {
            case V1 -> Symmetric.generate(random);
            case V1A -> Asymmetric.generate(random);
        };
    }

    /** What {@link #toBytes} wrote. */
    static SigningKey fromBytes(byte[] bytes) {
        byte[] rest = Arrays.copyOfRange(bytes, 1, bytes.length);
        return switch (bytes[0]) {
            case Symmetric.TAG -> new Symmetric(rest);
            case Asymmetric.TAG ->
                Asymmetric.of(Arrays.copyOfRange(rest, 0, 32), Arrays.copyOfRange(rest, 32, rest.length));
            default -> throw new IllegalArgumentException("unknown kind of signing key: " + bytes[0]);
        };
    }

    /** A shared secret: 32 random bytes. */
    final class Symmetric implements SigningKey {
        private static final byte TAG = 1;

        private final SecretKeySpec key;

        private Symmetric(byte[] secret) {
            this.key = new SecretKeySpec(secret, "HmacSHA256");
        }

        private static Symmetric generate(SecureRandom random) {
            byte[] secret = new byte[32];
            random.nextBytes(secret);
            return new Symmetric(secret);
        }

        @Override
        public String sign(byte[] content) {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(key);
                return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(content));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("this JDK has no HmacSHA256", e);
            }
        }

        @Override
        public String verifier() {
            return "whsec_" + Base64.getEncoder().encodeToString(key.getEncoded());
        }

        @Override
        public byte[] toBytes() {
            return tagged(TAG, key.getEncoded());
        }

        @Override
        public String toString() {
            return "Symmetric{}";
        }
    }

    /** An ed25519 key pair; the receiver gets the public half only. */
    final class Asymmetric implements SigningKey {
        private static final byte TAG = 2;
        private static final int LENGTH = 32;

        private final PrivateKey key;
        private final byte[] seed;
        private final byte[] publicKey;

        private Asymmetric(PrivateKey key, byte[] seed, byte[] publicKey) {
            this.key = key;
            this.seed = seed;
            this.publicKey = publicKey;
        }

        private static Asymmetric generate(SecureRandom random) {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
                generator.initialize(NamedParameterSpec.ED25519, random);
                KeyPair pair = generator.generateKeyPair();
                byte[] seed = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
                // X.509 puts 12 bytes of algorithm in front of the 32 of the key.
                byte[] encoded = pair.getPublic().getEncoded();
                return of(seed, Arrays.copyOfRange(encoded, encoded.length - LENGTH, encoded.length));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("this JDK has no Ed25519", e);
            }
        }

        private static Asymmetric of(byte[] seed, byte[] publicKey) {
            try {
                PrivateKey key = KeyFactory.getInstance("Ed25519")
                        .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
                return new Asymmetric(key, seed, publicKey);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("this JDK has no Ed25519", e);
            }
        }

        @Override
        public String sign(byte[] content) {
            try {
                Signature signature = Signature.getInstance("Ed25519");
                signature.initSign(key);
                signature.update(content);
                return "v1a," + Base64.getEncoder().encodeToString(signature.sign());
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("this JDK has no Ed25519", e);
            }
        }

        @Override
        public String verifier() {
            return "whpk_" + Base64.getEncoder().encodeToString(publicKey);
        }

        @Override
        public byte[] toBytes() {
            byte[] both = Arrays.copyOf(seed, 2 * LENGTH);
            System.arraycopy(publicKey, 0, both, LENGTH, LENGTH);
            return tagged(TAG, both);
        }

        @Override
        public String toString() {
            return "Asymmetric{" + verifier() + "}";
        }
    }

    private static byte[] tagged(byte tag, byte[] key) {
        byte[] bytes = new byte[key.length + 1];
        bytes[0] = tag;
        System.arraycopy(key, 0, bytes, 1, key.length);
        return bytes;
    }
}
