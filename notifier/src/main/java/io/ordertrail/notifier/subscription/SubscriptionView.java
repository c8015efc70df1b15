package io.ordertrail.notifier.subscription;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A subscription as it is answered.
 *
 * @param kind endpoint, or order-contact for the one that we made for what a shop's orders bring
 * @param disabledReason why nothing is sent
 * @param signingSecret {@code whsec_…}, only in the answer that made it
 * @param publicKey {@code whpk_…}, only in the answer that made it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Subscription")
public record SubscriptionView(
        String id,
        String kind,
        @JsonUnwrapped SubscriptionRequest spec,
        boolean enabled,
        @Nullable String disabledReason,
        @Nullable Instant disabledAt,
        @Nullable Instant failingSince,
        Instant createdAt,
        Instant updatedAt,
        @Nullable String signingSecret,
        @Nullable String publicKey) {

    static SubscriptionView of(Subscription subscription) {
        return of(new SubscriptionService.WithKey(subscription, null));
    }

    static SubscriptionView of(SubscriptionService.WithKey made) {
        Subscription s = made.subscription();
        Subscription.Disabled disabled = s.disabled();
        String key = made.verifier();
        return new SubscriptionView(
                s.id(),
                SubscriptionRows.word(s.kind()),
                SubscriptionRequest.of(s),
                s.enabled(),
                disabled == null ? null : disabled.reason(),
                disabled == null ? null : disabled.at(),
                s.failingSince(),
                s.createdAt(),
                s.updatedAt(),
                key != null && key.startsWith("whsec_") ? key : null,
                key != null && key.startsWith("whpk_") ? key : null);
    }
}
