package io.ordertrail.notifier.webhook;

import io.ordertrail.notifier.message.Message;
import io.ordertrail.notifier.signing.SigningKey;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** The headers of a webhook, for the test of the documentation. */
public final class WebhookHeaders {

    private WebhookHeaders() {}

    /** Their names, as they go out. */
    public static Set<String> names(Message message, List<SigningKey> keys, Instant now) {
        return WebhookSender.headers(message, keys, now, message.traceparent()).names();
    }
}
