package io.ordertrail.notifier.subscription;

import static io.ordertrail.notifier.subscription.SubscriptionRows.utc;

import io.ordertrail.domain.ShopId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Addresses that orders brought and that get no more mails of that shop. */
@ApplicationScoped
public class Suppressions {

    /** An address that orders of that shop bring gets nothing any more. */
    public Uni<Void> add(SqlClient sql, String address, @Nullable ShopId shop, String reason, Instant now) {
        return sql.preparedQuery("""
                        insert into suppressed_address (address, shop, reason, created_at) values ($1, $2, $3, $4)
                        on conflict do nothing""")
                .execute(Tuple.of(
                        address.toLowerCase(Locale.ROOT), shop == null ? null : shop.value(), reason, utc(now)))
                .replaceWithVoid();
    }

    /** Which of these get nothing, as {@link #key} writes them. */
    public Uni<Set<String>> among(SqlClient sql, Collection<String> addresses) {
        if (addresses.isEmpty()) {
            return Uni.createFrom().item(Set.of());
        }
        String[] lower = addresses.stream()
                .map(a -> a.toLowerCase(Locale.ROOT))
                .distinct()
                .toArray(String[]::new);
        return sql.preparedQuery("select address, shop from suppressed_address where address = any($1)")
                .execute(Tuple.of(lower))
                .map(rows -> {
                    Set<String> found = new HashSet<>();
                    rows.forEach(row -> found.add(row.getString("address") + '\n' + row.getString("shop")));
                    return found;
                });
    }

    /** An address at a shop, as {@link #among} has it. */
    public static String key(String address, @Nullable ShopId shop) {
        return address.toLowerCase(Locale.ROOT) + '\n' + (shop == null ? null : shop.value());
    }
}
