package io.ordertrail.notifier.ingest;

import static java.util.Objects.requireNonNull;

import io.ordertrail.domain.ShopId;
import io.ordertrail.notifier.delivery.MessageStore;
import io.ordertrail.notifier.delivery.MessageStore.Posted;
import io.ordertrail.notifier.delivery.PlannedDelivery;
import io.ordertrail.notifier.ingest.Routing.Contacted;
import io.ordertrail.notifier.message.Message;
import io.ordertrail.notifier.subscription.Channel;
import io.ordertrail.notifier.subscription.Subscription;
import io.ordertrail.notifier.subscription.SubscriptionCache;
import io.ordertrail.notifier.subscription.SubscriptionCache.SubscriptionSnapshot;
import io.ordertrail.notifier.subscription.SubscriptionService;
import io.ordertrail.notifier.subscription.Suppressions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes deliveries of messages, in one transaction that also remembers the messages. */
@ApplicationScoped
class DeliveryPlanner {

    private record ToContact(Message message, Contacted contact) {}

    private record Sender(@Nullable ShopId shop, Channel channel) {}

    private final Pool pool;
    private final SubscriptionCache book;
    private final MessageStore posting;
    private final SubscriptionService subscribing;
    private final Suppressions suppressions;
    private final InstantSource clock;

    DeliveryPlanner(
            Pool pool,
            SubscriptionCache book,
            MessageStore posting,
            SubscriptionService subscribing,
            Suppressions suppressions,
            InstantSource clock) {
        this.pool = pool;
        this.book = book;
        this.posting = posting;
        this.subscribing = subscribing;
        this.suppressions = suppressions;
        this.clock = clock;
    }

    /** Safe to repeat: a message that is there already changes nothing. */
    Uni<Posted> take(List<Message> messages) {
        Instant now = clock.instant();
        return pool.withTransaction(tx -> book.current(tx).flatMap(edition -> take(tx, messages, edition, now)));
    }

    private Uni<Posted> take(SqlConnection tx, List<Message> messages, SubscriptionSnapshot edition, Instant now) {
        List<Message> kept = new ArrayList<>();
        List<PlannedDelivery> routes = new ArrayList<>();
        List<ToContact> contacts = new ArrayList<>();
        for (Message message : messages) {
            List<Contacted> named = Routing.contacts(message, edition);
            if (named.isEmpty() && !Routing.concernsAnybody(message.about(), edition)) {
                continue;
            }
            kept.add(message);
            routes.addAll(Routing.toSubscriptions(message, edition, now));
            named.forEach(contact -> contacts.add(new ToContact(message, contact)));
        }
        if (kept.isEmpty()) {
            return Uni.createFrom().item(new Posted(0, Set.of()));
        }
        return toContacts(tx, contacts, now).invoke(routes::addAll).flatMap(_ -> posting.post(tx, kept, routes, now));
    }

    private Uni<List<PlannedDelivery>> toContacts(SqlConnection tx, List<ToContact> contacts, Instant now) {
        if (contacts.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        List<String> targets = contacts.stream().map(c -> c.contact().target()).toList();
        return suppressions
                .among(tx, targets)
                .flatMap(suppressed -> senders(tx, contacts)
                        .map(senders -> contacts.stream()
                                .filter(c -> !suppressed.contains(Suppressions.key(
                                        c.contact().target(), c.contact().shop())))
                                .map(c -> Routing.route(
                                        c.message(),
                                        requireNonNull(senders.get(sender(c))),
                                        c.contact().target(),
                                        now))
                                .toList()));
    }

    private Uni<Map<Sender, Subscription>> senders(SqlConnection tx, List<ToContact> contacts) {
        List<Sender> wanted =
                contacts.stream().map(DeliveryPlanner::sender).distinct().toList();
        return Multi.createFrom()
                .iterable(wanted)
                .onItem()
                .transformToUniAndConcatenate(sender -> subscribing
                        .orderContact(tx, sender.shop(), sender.channel())
                        .map(subscription -> Map.entry(sender, subscription)))
                .collect()
                .in(HashMap::new, (all, one) -> all.put(one.getKey(), one.getValue()));
    }

    private static Sender sender(ToContact contact) {
        return new Sender(contact.contact().shop(), contact.contact().channel());
    }
}
