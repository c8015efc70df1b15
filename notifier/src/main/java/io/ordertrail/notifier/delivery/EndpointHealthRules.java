package io.ordertrail.notifier.delivery;

import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.ShopId;
import io.ordertrail.events.CloudEvent;
import io.ordertrail.events.NotificationEvent;
import io.ordertrail.events.NotificationEvent.DeliveriesEnded;
import io.ordertrail.events.NotificationEvent.DeliveryDead;
import io.ordertrail.events.NotificationEvent.DeliveryEnd;
import io.ordertrail.events.NotificationEvent.EndpointDisabled;
import io.ordertrail.events.Topics;
import io.ordertrail.notifier.message.MessageFactory;
import io.ordertrail.notifier.subscription.Channel;
import io.ordertrail.notifier.subscription.Subscription;
import io.ordertrail.notifier.subscription.Subscription.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What follows from an attempt beside the delivery's own state: the endpoint's health, its being disabled, an address
 * that gets no more mails, and the events about these. Pure.
 */
final class EndpointHealthRules {

    /** Whose the operators' subscriptions are, where an event must name somebody. */
    static final ShopId OPERATORS = new ShopId("operators");

    private static final String SERVICE = "/ordertrail/notifier";
    private static final Pattern HEAD = Pattern.compile("(endpoint|delivery)\\..*");

    /** Some 100 kB, far below what Kafka takes as one record. */
    private static final int ENDS_IN_ONE = 400;

    private final Duration disableAfter;

    EndpointHealthRules(Duration disableAfter) {
        this.disableAfter = disableAfter;
    }

    /** Why the endpoint gets nothing more from now on; empty if it goes on. */
    Optional<String> disables(AttemptOutcome outcome) {
        Subscription subscription = outcome.claimed().subscription();
        if (subscription.kind() == Kind.ORDER_CONTACT || outcome.succeeded()) {
            return Optional.empty();
        }
        if (outcome.answer().verdict() == AttemptResult.Verdict.GONE) {
            return Optional.of("it answered " + outcome.answer().summary());
        }
        Instant since = subscription.failingSince();
        boolean tooLong = since != null && !since.plus(disableAfter).isAfter(outcome.endedAt());
        return tooLong
                ? Optional.of("it has failed for " + words(disableAfter) + "; the last answer was "
                        + outcome.answer().summary())
                : Optional.empty();
    }

    /** An address that an order brought and that refused mails for good. */
    Optional<String> suppresses(AttemptOutcome outcome) {
        boolean refused = outcome.claimed().subscription().channel() == Channel.EMAIL
                && outcome.claimed().subscription().kind() == Kind.ORDER_CONTACT
                && outcome.answer().verdict() == AttemptResult.Verdict.GONE;
        return refused ? Optional.of(outcome.claimed().address()) : Optional.empty();
    }

    /** Whether the endpoint's failing begins or ends with this; absent if nothing changes. */
    Optional<Boolean> failing(AttemptOutcome outcome) {
        Subscription subscription = outcome.claimed().subscription();
        // A mail server of ours that is away is no fault of those who are written to.
        boolean ours =
                subscription.channel() == Channel.EMAIL && outcome.answer().code() == null;
        if (ours
                || subscription.kind() == Kind.ORDER_CONTACT
                || outcome.answer().verdict() == AttemptResult.Verdict.UNDELIVERABLE
                || outcome.succeeded() == (subscription.failingSince() == null)) {
            return Optional.empty();
        }
        return Optional.of(!outcome.succeeded());
    }

    /** That a delivery was given up. Events about endpoints and deliveries have none of their own, or it would never end. */
    Optional<CloudEvent<NotificationEvent>> deadEvent(AttemptOutcome outcome) {
        String type = outcome.claimed().message().about().type();
        if (!(outcome.decision() instanceof DeliveryDecision.GivenUp givenUp)
                || HEAD.matcher(type).matches()
                || type.equals(MessageFactory.TEST)) {
            return Optional.empty();
        }
        Subscription subscription = outcome.claimed().subscription();
        String delivery = DeliveryView.publicId(outcome.claimed().id());
        return Optional.of(envelope(
                delivery + "/dead/" + outcome.claimed().fence(),
                subscription,
                outcome.endedAt(),
                new DeliveryDead(
                        owner(subscription.shop()), subscription.id(), delivery, givenUp.reason(), outcome.endedAt())));
    }

    /** For the orders' history: which deliveries to their shops ended. As few events as can be. */
    List<CloudEvent<NotificationEvent>> endedEvents(List<AttemptOutcome> outcomes) {
        List<AttemptOutcome> ended = outcomes.stream()
                .filter(outcome -> !(outcome.decision() instanceof DeliveryDecision.Again))
                .toList();
        return IntStream.iterate(0, from -> from < ended.size(), from -> from + ENDS_IN_ONE)
                .mapToObj(from -> ended.subList(from, Math.min(from + ENDS_IN_ONE, ended.size())))
                .flatMap(EndpointHealthRules::endedEvent)
                .toList();
    }

    private static Stream<CloudEvent<NotificationEvent>> endedEvent(List<AttemptOutcome> ended) {
        List<DeliveryEnd> ends =
                ended.stream().flatMap(EndpointHealthRules::end).toList();
        if (ends.isEmpty()) {
            return Stream.empty();
        }
        ClaimedDelivery first = ended.getFirst().claimed();
        String delivery = DeliveryView.publicId(first.id());
        Instant now = ended.getLast().endedAt();
        // A delivery ends once under one claim, so that no other event has this id.
        String id = Topics.NOTIFICATIONS + "/" + delivery + "/ended/" + first.fence();
        return Stream.of(new CloudEvent<>(id, SERVICE, delivery, now, null, new DeliveriesEnded(ends, now)));
    }

    private static Stream<DeliveryEnd> end(AttemptOutcome outcome) {
        ClaimedDelivery claimed = outcome.claimed();
        OrderId order = claimed.message().about().order();
        Subscription subscription = claimed.subscription();
        // An operator's subscriptions are no business of the shop, which may read its orders' history.
        return order == null || subscription.shop() == null
                ? Stream.empty()
                : Stream.of(new DeliveryEnd(
                        order,
                        DeliveryView.publicId(claimed.id()),
                        subscription.id(),
                        claimed.message().about().name(),
                        subscription.channel().word(),
                        outcome.state().word(),
                        claimed.attempts() + 1,
                        outcome.endedAt()));
    }

    /** That an endpoint was disabled. */
    CloudEvent<NotificationEvent> disabledEvent(AttemptOutcome outcome, String reason) {
        Subscription subscription = outcome.claimed().subscription();
        Instant since = subscription.failingSince() == null ? outcome.endedAt() : subscription.failingSince();
        return envelope(
                subscription.id() + "/disabled/" + outcome.endedAt().toEpochMilli(),
                subscription,
                outcome.endedAt(),
                new EndpointDisabled(
                        owner(subscription.shop()),
                        subscription.id(),
                        subscription.target(),
                        reason,
                        since,
                        outcome.endedAt()));
    }

    /** What has to be written in a transaction of its own. */
    boolean hasMore(List<AttemptOutcome> outcomes) {
        return outcomes.stream()
                .anyMatch(outcome ->
                        !outcome.succeeded() || outcome.claimed().subscription().failingSince() != null);
    }

    private static CloudEvent<NotificationEvent> envelope(
            String id, Subscription subscription, Instant now, NotificationEvent event) {
        return new CloudEvent<>(Topics.NOTIFICATIONS + "/" + id, SERVICE, subscription.id(), now, null, event);
    }

    private static ShopId owner(@Nullable ShopId shop) {
        return shop == null ? OPERATORS : shop;
    }

    private static String words(Duration duration) {
        return duration.toDays() > 0 ? duration.toDays() + " days" : duration.toMinutes() + " minutes";
    }
}
