package io.ordertrail.notifier.subscription;

import io.ordertrail.domain.ShopId;
import io.ordertrail.notifier.ids.IdGenerator;
import io.ordertrail.notifier.signing.SigningKey;
import io.ordertrail.notifier.signing.SigningScheme;
import io.ordertrail.notifier.subscription.Subscription.Kind;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What can be done with subscriptions, each in one transaction. */
@ApplicationScoped
public class SubscriptionService {

    private final SubscriptionStore store;
    private final SigningKeys keys;
    private final IdGenerator ids;
    private final SecureRandom random;
    private final InstantSource clock;

    SubscriptionService(
            SubscriptionStore store, SigningKeys keys, IdGenerator ids, SecureRandom random, InstantSource clock) {
        this.store = store;
        this.keys = keys;
        this.ids = ids;
        this.random = random;
        this.clock = clock;
    }

    /** A subscription with the key that its receiver verifies with; the key is returned this once. */
    public record WithKey(
            Subscription subscription, @Nullable String verifier) {}

    String freshId() {
        return ids.next("sub");
    }

    Uni<WithKey> create(Subscription subscription) {
        return store.change(tx -> store.insert(tx, subscription).chain(() -> withKey(tx, subscription)));
    }

    Uni<Optional<Subscription>> change(String id, UnaryOperator<Subscription> change) {
        return store.change(tx -> store.lock(tx, id).flatMap(found -> {
            Optional<Subscription> changed = found.map(change);
            return changed.map(subscription -> store.update(tx, subscription))
                    .orElse(Uni.createFrom().voidItem())
                    .replaceWith(changed);
        }));
    }

    /** A new key; the old one signs beside it for the time of the overlap. */
    Uni<WithKey> rotate(Subscription subscription, Duration overlap) {
        return store.change(tx ->
                keys.retire(tx, subscription.id(), clock.instant(), overlap).chain(() -> withKey(tx, subscription)));
    }

    Uni<Void> delete(String id) {
        return store.change(tx -> store.delete(tx, id));
    }

    /**
     * The shop's subscription for the contacts that its orders bring, made if it is not there; within the caller's
     * transaction.
     */
    public Uni<Subscription> orderContact(SqlConnection tx, @Nullable ShopId shop, Channel channel) {
        Instant now = clock.instant();
        Subscription fresh = new Subscription(
                freshId(),
                shop,
                channel,
                Kind.ORDER_CONTACT,
                "",
                channel == Channel.EMAIL ? "addresses that orders bring" : "callbacks that orders bring",
                Filter.ALL,
                false,
                SigningScheme.V1,
                null,
                null,
                "en",
                null,
                null,
                null,
                now,
                now);
        return store.insert(tx, fresh)
                .chain(() -> store.findOrderContact(tx, fresh))
                .map(Optional::orElseThrow)
                .call(found -> found.id().equals(fresh.id())
                        ? withKey(tx, fresh).chain(() -> store.counted(tx))
                        : Uni.createFrom().voidItem());
    }

    private Uni<WithKey> withKey(SqlConnection tx, Subscription subscription) {
        return switch (subscription.channel()) {
            case EMAIL -> Uni.createFrom().item(new WithKey(subscription, null));
            case WEBHOOK -> {
                SigningKey key = SigningKey.generate(subscription.scheme(), random);
                yield keys.add(tx, subscription.id(), key, clock.instant())
                        .replaceWith(new WithKey(subscription, key.verifier()));
            }
        };
    }
}
