package io.ordertrail.notifier;

import io.ordertrail.notifier.address.AddressBlock;
import io.ordertrail.notifier.address.AddressPolicy;
import io.ordertrail.notifier.address.PortRange;
import io.ordertrail.notifier.address.UrlRules;
import io.ordertrail.notifier.identity.FreshIds;
import io.ordertrail.notifier.subscription.SubscriptionRules;
import io.ordertrail.notifier.vault.Vault;
import io.ordertrail.notifier.vault.VaultSettings;
import io.ordertrail.notifier.webhook.WebhookSettings;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;

/** The plain parts, put together from the settings; time and chance come in here. */
@Singleton
class Parts {

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
    FreshIds ids(InstantSource clock, SecureRandom random) {
        return new FreshIds(clock, random);
    }

    @Produces
    @Singleton
    Vault vault(VaultSettings settings, SecureRandom random) {
        String keys = settings.encryptionKey()
                .orElseThrow(
                        () -> new IllegalStateException(
                                "ordertrail.notifier.encryption-key is missing: set"
                                        + " ORDERTRAIL_NOTIFIER_ENCRYPTION_KEY to <id>:<32 random bytes in base64>, for example"
                                        + " \"k1:$(openssl rand -base64 32)\", and keep it: webhook secrets cannot be read without it."));
        return Vault.of(keys, random);
    }

    @Produces
    @Singleton
    UrlRules urlRules(WebhookSettings settings) {
        List<AddressBlock> allowed = settings.allowedNetworks().orElse(List.of()).stream()
                .map(AddressBlock::of)
                .toList();
        List<PortRange> ports =
                settings.allowedPorts().stream().map(PortRange::of).toList();
        return new UrlRules(settings.allowHttp(), ports, new AddressPolicy(allowed));
    }

    @Produces
    @Singleton
    SubscriptionRules subscriptionRules(UrlRules urls) {
        return new SubscriptionRules(urls);
    }
}
