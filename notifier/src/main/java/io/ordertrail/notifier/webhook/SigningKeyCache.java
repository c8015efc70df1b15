package io.ordertrail.notifier.webhook;

import io.ordertrail.notifier.signing.SigningKey;
import io.ordertrail.notifier.subscription.SigningKeys;
import io.ordertrail.notifier.subscription.SigningKeys.ActiveKey;
import io.ordertrail.notifier.subscription.SubscriptionCache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Opened keys by subscription, as long as no subscription changes: opening costs a query and a decryption. */
@ApplicationScoped
class SigningKeyCache {

    private record Ring(long revision, Map<String, List<ActiveKey>> keys) {}

    private final SigningKeys keys;
    private final SubscriptionCache book;
    private volatile Ring ring = new Ring(-1, new ConcurrentHashMap<>());

    SigningKeyCache(SigningKeys keys, SubscriptionCache book) {
        this.keys = keys;
        this.book = book;
    }

    /** What signs for the subscription at that time, the newest first. */
    Uni<List<SigningKey>> of(String subscription, Instant now) {
        long revision = book.lastRead().revision();
        if (ring.revision() != revision) {
            ring = new Ring(revision, new ConcurrentHashMap<>());
        }
        Map<String, List<ActiveKey>> known = ring.keys();
        List<ActiveKey> held = known.get(subscription);
        Uni<List<ActiveKey>> all = held != null
                ? Uni.createFrom().item(held)
                : keys.of(subscription, now).invoke(read -> known.put(subscription, read));
        return all.map(found -> found.stream()
                .filter(key -> key.until().isAfter(now))
                .map(ActiveKey::key)
                .toList());
    }
}
