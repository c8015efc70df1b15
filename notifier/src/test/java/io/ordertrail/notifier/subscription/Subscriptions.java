package io.ordertrail.notifier.subscription;

import io.ordertrail.domain.ShopId;
import io.ordertrail.notifier.signing.SigningScheme;
import io.ordertrail.notifier.subscription.Subscription.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Subscriptions for the tests. */
public final class Subscriptions {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private Subscriptions() {}

    /** A webhook of that shop, of the operators if null, with these types. */
    public static Subscription webhook(@Nullable String shop, String... types) {
        return of(shop, Channel.WEBHOOK, Kind.ENDPOINT, "https://shop.example/hook", null, null, types);
    }

    /** A mail to somebody at that shop. */
    public static Subscription mail(@Nullable String shop, String... types) {
        return of(shop, Channel.EMAIL, Kind.ENDPOINT, "orders@shop.example", null, null, types);
    }

    /** Mails that are gathered. */
    public static Subscription digest(String shop, Duration digest) {
        return of(shop, Channel.EMAIL, Kind.ENDPOINT, "orders@shop.example", digest, null, "*");
    }

    /** For the contacts of orders. */
    public static Subscription orderContact(String shop, Channel channel) {
        return of(shop, channel, Kind.ORDER_CONTACT, "", null, null);
    }

    /** A webhook that has failed since then. */
    public static Subscription failing(String shop, Instant since) {
        return of(shop, Channel.WEBHOOK, Kind.ENDPOINT, "https://shop.example/hook", null, since);
    }

    private static Subscription of(
            @Nullable String shop,
            Channel channel,
            Kind kind,
            String target,
            @Nullable Duration digest,
            @Nullable Instant failingSince,
            String... types) {
        return new Subscription(
                "sub_" + (shop == null ? "operators" : shop) + channel.word(),
                shop == null ? null : new ShopId(shop),
                channel,
                kind,
                target,
                "",
                new Filter(Stream.of(types).map(TypePattern::new).toList(), List.of(), List.of(), List.of()),
                false,
                SigningScheme.V1,
                null,
                digest,
                "en",
                null,
                null,
                failingSince,
                NOON,
                NOON);
    }
}
