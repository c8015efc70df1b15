package io.ordertrail.notifier.subscription;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a subscription is to be, as it is written in a request. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "SubscriptionSpec")
public record SubscriptionRequest(
        @Schema(
                description = "webhook or email",
                enumeration = {"webhook", "email"},
                examples = "webhook")
        @Nullable
        String channel,

        @Schema(description = "an https URL, or an e-mail address", examples = "https://shop.example/ordertrail")
        @Nullable
        String target,

        @Schema(description = "for whoever reads the list, at most 200 characters") @Nullable
        String description,

        @Schema(
                description = "event types with * as a wildcard; a status change may be named with the new status"
                        + " behind it. Empty: everything for a shop's webhook, what a person wants for a mail, what"
                        + " needs an operator for operators",
                examples = "[\"order.status-changed.completed\", \"refill.*\"]")
        @Nullable
        List<String> types,

        @Schema(description = "only orders at these panels; empty for all") @Nullable
        List<String> panels,

        @Schema(description = "only orders of these services; empty for all") @Nullable
        List<String> services,

        @Schema(description = "only orders with one of these tags; empty for all") @Nullable
        List<String> tags,

        @Schema(
                description = "order: the events of one order wait for each other, so a failing one holds up the later"
                        + " ones of its order; none: each goes when it can",
                enumeration = {"none", "order"},
                defaultValue = "none")
        @Nullable
        String ordering,

        @Schema(
                description = "v1: HMAC-SHA256 with a shared secret; v1a: ed25519 with a public key",
                enumeration = {"v1", "v1a"},
                defaultValue = "v1")
        @Nullable
        String signature,

        @Schema(description = "at most so many webhooks a second, 1 to 10000; the service's default if absent")
        @Nullable
        Integer ratePerSecond,

        @Schema(
                description = "e-mail: one mail for all events of so long, PT1M to P7D; a mail for each if absent",
                examples = "PT1H")
        @Nullable
        String digest,

        @Schema(
                description = "e-mail: BCP 47 language of mails about no order with a language of its own",
                defaultValue = "en")
        @Nullable
        String language,

        @Schema(description = "who gets a mail when the endpoint is disabled") @Nullable
        String ownerEmail,

        @Schema(description = "operators only: for which shop this is; absent for the operators themselves") @Nullable
        String shop) {

    /** What is written of a subscription, so that a change can be laid over it. */
    static SubscriptionRequest of(Subscription subscription) {
        Filter filter = subscription.filter();
        Duration digest = subscription.digest();
        return new SubscriptionRequest(
                subscription.channel().word(),
                subscription.target(),
                subscription.description(),
                filter.types().stream().map(TypePattern::value).toList(),
                filter.panels().stream().map(Object::toString).toList(),
                filter.services().stream().map(Object::toString).toList(),
                filter.tags(),
                subscription.ordered() ? "order" : "none",
                subscription.scheme().word(),
                subscription.ratePerSecond(),
                digest == null ? null : digest.toString(),
                subscription.language(),
                subscription.ownerEmail(),
                subscription.shop() == null ? null : subscription.shop().value());
    }
}
