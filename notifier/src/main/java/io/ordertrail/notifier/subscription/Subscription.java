package io.ordertrail.notifier.subscription;

import io.ordertrail.domain.ShopId;
import io.ordertrail.notifier.message.EventSubject;
import io.ordertrail.notifier.message.MessageFactory;
import io.ordertrail.notifier.signing.SigningScheme;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A receiver of events, at one place, by one channel.
 *
 * @param id {@code sub_…}
 * @param shop whose it is; absent for the operators'
 * @param kind what its target is
 * @param target the URL or the address; empty where each order brings its own
 * @param ordered whether the events of one order wait for each other
 * @param ratePerSecond at most so many, or absent for the default
 * @param digest mails are gathered for so long, or absent for one mail an event
 * @param ownerEmail where to report that it was disabled, or absent
 * @param disabled why and since when nothing is sent, or absent while it is enabled
 * @param failingSince the first failure since the last success, or absent
 */
public record Subscription(
        String id,
        @Nullable ShopId shop,
        Channel channel,
        Kind kind,
        String target,
        String description,
        Filter filter,
        boolean ordered,
        SigningScheme scheme,
        @Nullable Integer ratePerSecond,
        @Nullable Duration digest,
        String language,
        @Nullable String ownerEmail,
        @Nullable Disabled disabled,
        @Nullable Instant failingSince,
        Instant createdAt,
        Instant updatedAt) {

    /** What a subscription's target is. */
    public enum Kind {
        /** Somebody made it, with a target. */
        ENDPOINT,
        /** Made by us for a shop whose orders bring an address or callback of their own. */
        ORDER_CONTACT
    }

    /** Nothing is sent any more. */
    public record Disabled(String reason, Instant at) {}

    /** Whether anything is sent. */
    public boolean enabled() {
        return disabled == null;
    }

    /**
     * Whether it gets an event about that, its being enabled apart. A shop gets the events of its own orders and endpoints;
     * operators get what their filter names, and by default what needs them. No subscription gets events about itself.
     */
    public boolean wants(EventSubject about) {
        if (id.equals(about.subscription())
                || kind == Kind.ORDER_CONTACT
                || about.type().equals(MessageFactory.TEST)) {
            return false;
        }
        if (shop != null && !shop.equals(about.shop())) {
            return false;
        }
        return effectiveFilter().matches(about);
    }

    /** The filter, with the types that this kind of subscription is for where it names none. */
    public Filter effectiveFilter() {
        if (!filter.types().isEmpty()) {
            return filter;
        }
        return defaultTypes()
                .map(types -> new Filter(types, filter.panels(), filter.services(), filter.tags()))
                .orElse(filter);
    }

    private Optional<List<TypePattern>> defaultTypes() {
        if (shop == null) {
            return Optional.of(DefaultTypes.FOR_OPERATORS);
        }
        return channel == Channel.EMAIL ? Optional.of(DefaultTypes.FOR_PEOPLE) : Optional.empty();
    }
}
