package io.ordertrail.kit.web;

import io.ordertrail.kit.keys.KeyHash;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The first operator's key, the setting {@code ordertrail.operator-key}: the same at all services. It makes the other
 * keys, and it works while Kafka and the database are away.
 */
@Singleton
class OperatorKey {

    private static final Logger LOG = Logger.getLogger(OperatorKey.class);
    private static final int SHORTEST = 20;

    private final byte @Nullable [] hash;

    OperatorKey(@ConfigProperty(name = "ordertrail.operator-key") Optional<String> key) {
        this.hash = key.map(OperatorKey::longEnough)
                .map(KeyHash::of)
                .map(OperatorKey::bytes)
                .orElse(null);
        if (hash == null) {
            LOG.warn("ORDERTRAIL_OPERATOR_KEY is not set: only keys made before can call the REST API.");
        }
    }

    /** Makes the bean at the start, so that a key that is too short stops the start. */
    void check(@Observes StartupEvent event) {}

    /** Returns whether a key with that hash is the operator's. The time does not depend on where they differ. */
    boolean matches(String other) {
        return hash != null && MessageDigest.isEqual(hash, bytes(other));
    }

    private static String longEnough(String key) {
        if (key.length() < SHORTEST) {
            throw new IllegalArgumentException(
                    ("ordertrail.operator-key must have at least %d characters; set ORDERTRAIL_OPERATOR_KEY to"
                                    + " something like $(openssl rand -hex 20)")
                            .formatted(SHORTEST));
        }
        return key;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
