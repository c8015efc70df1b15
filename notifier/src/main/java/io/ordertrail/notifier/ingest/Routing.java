package io.ordertrail.notifier.ingest;

import io.ordertrail.domain.ShopId;
import io.ordertrail.notifier.delivery.PlannedDelivery;
import io.ordertrail.notifier.message.EventSubject;
import io.ordertrail.notifier.message.Message;
import io.ordertrail.notifier.subscription.Channel;
import io.ordertrail.notifier.subscription.DefaultTypes;
import io.ordertrail.notifier.subscription.Filter;
import io.ordertrail.notifier.subscription.Subscription;
import io.ordertrail.notifier.subscription.SubscriptionCache.SubscriptionSnapshot;
import io.ordertrail.notifier.subscription.SubscriptionValidator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who gets a message. Pure. */
final class Routing {

    /** What goes to the address that an order brought: what a person wants to know of an order. */
    private static final Filter FOR_CONTACT_MAILS =
            new Filter(DefaultTypes.FOR_PEOPLE, List.of(), List.of(), List.of());

    /** Somebody outside of the subscriptions, who is written to through the shop's subscription for such. */
    record Contacted(@Nullable ShopId shop, Channel channel, String target) {}

    private Routing() {}

    /** Whether anybody of those whom it concerns has a subscription, so that it can be sent or replayed later. */
    static boolean concernsAnybody(EventSubject about, SubscriptionSnapshot edition) {
        return !edition.of(null).isEmpty()
                || (about.shop() != null && !edition.of(about.shop()).isEmpty());
    }

    /** To the subscriptions that want it and are enabled. */
    static List<PlannedDelivery> toSubscriptions(Message message, SubscriptionSnapshot edition, Instant now) {
        List<Subscription> shops = message.about().shop() == null
                ? List.of()
                : edition.of(message.about().shop());
        return Stream.concat(shops.stream(), edition.of(null).stream())
                .filter(Subscription::enabled)
                .filter(subscription -> subscription.wants(message.about()))
                .map(subscription -> route(message, subscription, null, now))
                .toList();
    }

    /** To those whom the order or the disabled endpoint names. */
    static List<Contacted> contacts(Message message, SubscriptionSnapshot edition) {
        List<Contacted> contacts = new ArrayList<>();
        ShopId shop = message.about().shop();
        if (message.contact() != null) {
            String email = message.contact().email();
            String callback = message.contact().callback();
            if (email != null && SubscriptionValidator.isEmail(email) && FOR_CONTACT_MAILS.matches(message.about())) {
                contacts.add(new Contacted(shop, Channel.EMAIL, email));
            }
            if (callback != null) {
                contacts.add(new Contacted(shop, Channel.WEBHOOK, callback));
            }
        }
        owner(message.about(), edition).ifPresent(contacts::add);
        return contacts;
    }

    static PlannedDelivery route(Message message, Subscription subscription, @Nullable String target, Instant now) {
        Long order = subscription.ordered() && message.about().order() != null
                ? message.about().order().value()
                : null;
        return new PlannedDelivery(message.id(), subscription.id(), target, dueAt(subscription, now), order);
    }

    /** At once; for what is gathered, at the end of the span that the moment is in. */
    static Instant dueAt(Subscription subscription, Instant now) {
        Duration digest = subscription.digest();
        if (digest == null) {
            return now;
        }
        long span = digest.toSeconds();
        return Instant.ofEpochSecond((now.getEpochSecond() / span + 1) * span);
    }

    private static Optional<Contacted> owner(EventSubject about, SubscriptionSnapshot edition) {
        if (!about.type().equals("endpoint.disabled") || about.subscription() == null) {
            return Optional.empty();
        }
        return edition.find(about.subscription())
                .filter(subscription -> subscription.ownerEmail() != null)
                .map(subscription ->
                        new Contacted(subscription.shop(), Channel.EMAIL, String.valueOf(subscription.ownerEmail())));
    }
}
