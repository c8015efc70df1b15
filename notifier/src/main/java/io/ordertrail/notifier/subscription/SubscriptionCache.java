package io.ordertrail.notifier.subscription;

import io.ordertrail.domain.ShopId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All subscriptions in memory, as of the moment they are asked for: one small look at the revision shows whether they
 * must be read again. So a subscription holds for every event that arrives after it was committed, at every replica.
 */
@ApplicationScoped
public class SubscriptionCache {

    /** The subscriptions as of one revision. Immutable. */
    public record SubscriptionSnapshot(
            long revision, Map<String, Subscription> byId, Map<String, List<Subscription>> byShop) {

        static SubscriptionSnapshot of(long revision, List<Subscription> all) {
            return new SubscriptionSnapshot(
                    revision,
                    all.stream().collect(Collectors.toUnmodifiableMap(Subscription::id, Function.identity())),
                    all.stream().collect(Collectors.groupingBy(s -> owner(s.shop()))));
        }

        /** The subscription of that id, if there is one. */
        public Optional<Subscription> find(String id) {
            return Optional.ofNullable(byId.get(id));
        }

        /** Those of that shop; of the operators if absent. */
        public List<Subscription> of(@Nullable ShopId shop) {
            return byShop.getOrDefault(owner(shop), List.of());
        }

        private static String owner(@Nullable ShopId shop) {
            // A shop's name is never blank, so this is nobody else's key.
            return shop == null ? "" : shop.value();
        }
    }

    private final SubscriptionStore store;
    private final Pool pool;
    private volatile SubscriptionSnapshot edition = SubscriptionSnapshot.of(-1, List.of());

    SubscriptionCache(SubscriptionStore store, Pool pool) {
        this.store = store;
        this.pool = pool;
    }

    /** As the database has them now. */
    public Uni<SubscriptionSnapshot> current() {
        return current(pool);
    }

    /** As the database has them now, read over that connection. */
    public Uni<SubscriptionSnapshot> current(SqlClient sql) {
        return store.revision(sql).flatMap(revision -> {
            SubscriptionSnapshot known = edition; // another reader may set it meanwhile
            return Objects.equals(revision, known.revision())
                    ? Uni.createFrom().item(known)
                    : store.all(sql)
                            .map(all -> SubscriptionSnapshot.of(revision, all))
                            .invoke(read -> edition = read);
        });
    }

    /** As they were when they were last read. */
    public SubscriptionSnapshot lastRead() {
        return edition;
    }
}
