package io.ordertrail.notifier.sealing;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** What secrets are sealed with. */
@ConfigMapping(prefix = "ordertrail.notifier")
public interface SealingSettings {

    /**
     * Keys written {@code <id>:<32 bytes in base64>}, separated by commas; the first seals, the others open what they
     * sealed. From the environment: {@code ORDERTRAIL_NOTIFIER_ENCRYPTION_KEY}. Without it the service does not start.
     */
    Optional<String> encryptionKey();
}
