package io.ordertrail.kit.keys;

import io.ordertrail.events.KeyEvent;
import io.ordertrail.events.KeyEvent.KeyRevoked;
import io.ordertrail.events.KeyEvent.KeyValid;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The keys that the records of {@link io.ordertrail.events.Topics#KEYS} add up to, in whatever order records of
 * different partitions are read. One thread applies, any may find.
 */
final class KeyTable {

    private final Map<String, KeyEvent> byId = new ConcurrentHashMap<>();
    private final Map<String, KeyValid> byHash = new ConcurrentHashMap<>();

    /** Takes in a record, unless a later one of the same key was applied before. A revoked key stays revoked. */
    void apply(KeyEvent event) {
        KeyEvent before = byId.get(event.id());
        if (before instanceof KeyRevoked || (before != null && before.revision() >= event.revision())) {
            return;
        }
        byId.put(event.id(), event);
        if (before instanceof KeyValid valid) {
            byHash.remove(valid.hash());
        }
        switch (event) {
            case KeyValid valid -> byHash.put(valid.hash(), valid);
            case KeyRevoked _ -> {}
        }
    }

    /** Returns the key with that hash, unless it is revoked or was to expire by that time. */
    Optional<ApiKey> find(String hash, Instant now) {
        return Optional.ofNullable(byHash.get(hash))
                .filter(key -> key.expiresAt() == null || now.isBefore(key.expiresAt()))
                .map(key -> new ApiKey(key.id(), key.role(), key.shop()));
    }

    /** Returns how many keys are not revoked. */
    int size() {
        return byHash.size();
    }
}
