package io.ordertrail.notifier;

import io.ordertrail.notifier.address.AddressBlock;
import io.ordertrail.notifier.address.AddressPolicy;
import io.ordertrail.notifier.address.PortRange;
import io.ordertrail.notifier.address.UrlRules;
import io.ordertrail.notifier.delivery.DeliverySettings;
import io.ordertrail.notifier.delivery.RetrySchedule;
import io.ordertrail.notifier.ids.IdGenerator;
import io.ordertrail.notifier.sealing.SealingSettings;
import io.ordertrail.notifier.sealing.SecretSealer;
import io.ordertrail.notifier.subscription.SubscriptionValidator;
import io.ordertrail.notifier.webhook.WebhookSettings;
import io.quarkus.arc.DefaultBean;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;

/** The plain parts, put together from the settings; time and chance come in here. */
@Singleton
class NotifierProducers {

    /** What is wrong with the settings is said at the start, not with the first webhook. */
    void check(
            @Observes StartupEvent event,
            SecretSealer vault,
            UrlRules urls,
            RetrySchedule retries,
            DeliverySettings delivery,
            WebhookSettings webhooks) {
        Duration shortest = webhooks.timeout().multipliedBy(3);
        if (delivery.lease().compareTo(shortest) < 0) {
            throw new IllegalArgumentException(("ordertrail.notifier.delivery.lease must be at least three times"
                            + " ordertrail.notifier.webhooks.timeout, which makes %d s, but is %d s:"
                            + " two replicas could be sending the same webhook")
                    .formatted(shortest.toSeconds(), delivery.lease().toSeconds()));
        }
    }

    @Produces
    @Singleton
    RetrySchedule retries(DeliverySettings delivery) {
        return new RetrySchedule(delivery.retries(), delivery.jitter(), delivery.longestRetryAfter());
    }

    @Produces
    @Singleton
    @DefaultBean
    InstantSource clock() {
        return InstantSource.system();
    }

    @Produces
    @Singleton
    SecureRandom chance() {
        return new SecureRandom();
    }

    @Produces
    @Singleton
    IdGenerator ids(InstantSource clock, SecureRandom random) {
        return new IdGenerator(clock, random);
    }

    @Produces
    @Singleton
    SecretSealer vault(SealingSettings settings, SecureRandom random) {
        String keys = settings.encryptionKey()
                .orElseThrow(
                        () -> new IllegalStateException(
                                "ordertrail.notifier.encryption-key is missing: set"
                                        + " ORDERTRAIL_NOTIFIER_ENCRYPTION_KEY to <id>:<32 random bytes in base64>, for example"
                                        + " \"k1:$(openssl rand -base64 32)\", and keep it: webhook secrets cannot be read without it."));
        return SecretSealer.of(keys, random);
    }

    @Produces
    @Singleton
    UrlRules urlRules(WebhookSettings settings) {
        List<AddressBlock> allowed = read(
                "ordertrail.notifier.webhooks.allowed-networks",
                settings.allowedNetworks().orElse(List.of()),
                AddressBlock::of);
        List<PortRange> ports =
                read("ordertrail.notifier.webhooks.allowed-ports", settings.allowedPorts(), PortRange::of);
        return new UrlRules(settings.allowHttp(), ports, new AddressPolicy(allowed));
    }

    private static <T> List<T> read(String key, List<String> texts, Function<String, T> reader) {
        try {
            return texts.stream().map(reader).toList();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(key + ": " + e.getMessage(), e);
        }
    }

    @Produces
    @Singleton
    SubscriptionValidator subscriptionRules(UrlRules urls) {
        return new SubscriptionValidator(urls);
    }
}
