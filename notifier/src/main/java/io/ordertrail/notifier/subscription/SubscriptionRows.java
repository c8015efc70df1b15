package io.ordertrail.notifier.subscription;

import io.ordertrail.domain.PanelName;
import io.ordertrail.domain.ServiceId;
import io.ordertrail.domain.ShopId;
import io.ordertrail.notifier.signing.SigningScheme;
import io.ordertrail.notifier.subscription.Subscription.Disabled;
import io.ordertrail.notifier.subscription.Subscription.Kind;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Subscriptions as rows. */
final class SubscriptionRows {

    static final String COLUMNS = """
            id, shop, channel, kind, target, description, types, panels, services, tags, ordered, scheme,
            rate_per_second, digest_seconds, language, owner_email, disabled_reason, disabled_at, failing_since,
            created_at, updated_at""";

    private SubscriptionRows() {}

    static List<Subscription> read(RowSet<Row> rows) {
        List<Subscription> all = new ArrayList<>();
        rows.forEach(row -> all.add(read(row)));
        return all;
    }

    static Subscription read(Row row) {
        String shop = row.getString("shop");
        Integer digest = row.getInteger("digest_seconds");
        OffsetDateTime disabledAt = row.getOffsetDateTime("disabled_at");
        return new Subscription(
                row.getString("id"),
                shop == null ? null : new ShopId(shop),
                Channel.of(row.getString("channel")),
                kind(row.getString("kind")),
                row.getString("target"),
                row.getString("description"),
                new Filter(
                        list(row, "types").map(TypePattern::new).toList(),
                        list(row, "panels").map(PanelName::new).toList(),
                        list(row, "services").map(ServiceId::new).toList(),
                        list(row, "tags").toList()),
                row.getBoolean("ordered"),
                SigningScheme.of(row.getString("scheme")),
                row.getInteger("rate_per_second"),
                digest == null ? null : Duration.ofSeconds(digest),
                row.getString("language"),
                row.getString("owner_email"),
                disabledAt == null ? null : new Disabled(row.getString("disabled_reason"), disabledAt.toInstant()),
                instant(row.getOffsetDateTime("failing_since")),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant());
    }

    /** In the order of {@link #COLUMNS}. */
    static Tuple write(Subscription s) {
        Duration digest = s.digest();
        Disabled disabled = s.disabled();
        return Tuple.from(Arrays.asList(
                s.id(),
                s.shop() == null ? null : s.shop().value(),
                s.channel().word(),
                word(s.kind()),
                s.target(),
                s.description(),
                texts(s.filter().types()),
                texts(s.filter().panels()),
                texts(s.filter().services()),
                texts(s.filter().tags()),
                s.ordered(),
                s.scheme().word(),
                s.ratePerSecond(),
                digest == null ? null : (int) digest.toSeconds(),
                s.language(),
                s.ownerEmail(),
                disabled == null ? null : disabled.reason(),
                disabled == null ? null : utc(disabled.at()),
                s.failingSince() == null ? null : utc(s.failingSince()),
                utc(s.createdAt()),
                utc(s.updatedAt())));
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static String word(Kind kind) {
        return switch (kind) {
            case ENDPOINT -> "endpoint";
            case ORDER_CONTACT -> "order-contact";
        };
    }

    private static Kind kind(String word) {
        return word.equals("endpoint") ? Kind.ENDPOINT : Kind.ORDER_CONTACT;
    }

    private static Stream<String> list(Row row, String column) {
        return Stream.of(row.getArrayOfStrings(column));
    }

    private static String[] texts(List<?> values) {
        return values.stream().map(Object::toString).toArray(String[]::new);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
