package io.ordertrail.kit.keys;

import io.smallrye.mutiny.Uni;
import java.util.Optional;

/**
 * The keys that may be used now. order-intake looks into its own table; the other services have {@link KeyCopy}.
 * Thread-safe.
 */
public interface ApiKeys {

    /**
     * Returns the key with that hash, or empty if there is none, or it is revoked or expired.
     *
     * @param hash as by {@link KeyHash}
     * @return fails with {@link KeysNotReadException} as long as the keys are not known
     */
    Uni<Optional<ApiKey>> find(String hash);
}
