package io.ordertrail.notifier.webhook;

import io.ordertrail.notifier.delivery.Answer;
import io.ordertrail.notifier.delivery.Answer.Verdict;
import io.ordertrail.notifier.delivery.Claimed;
import io.ordertrail.notifier.delivery.Courier;
import io.ordertrail.notifier.message.Message;
import io.ordertrail.notifier.signing.Signatures;
import io.ordertrail.notifier.signing.SigningKey;
import io.ordertrail.notifier.subscription.Channel;
import io.ordertrail.notifier.webhook.Destination.Found;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Sends deliveries as signed posts. */
@ApplicationScoped
class WebhookCourier implements Courier {

    private final Destination destination;
    private final KeyRing keys;
    private final WebhookClient client;

    WebhookCourier(Destination destination, KeyRing keys, WebhookClient client) {
        this.destination = destination;
        this.keys = keys;
        this.client = client;
    }

    @Override
    public Channel channel() {
        return Channel.WEBHOOK;
    }

    @Override
    public Uni<Answer> send(List<Claimed> together, Instant now) {
        Claimed claimed = together.getFirst();
        return destination.find(claimed.address()).flatMap(found -> switch (found) {
            case Found.Nowhere nowhere ->
                Uni.createFrom().item(Answer.none(Verdict.FAILED, nowhere.reason(), Duration.ZERO));
            case Found.At at ->
                keys.of(claimed.subscription().id(), now)
                        .flatMap(ring -> client.post(
                                at,
                                headers(claimed.message(), ring, now),
                                claimed.message().body()));
        });
    }

    static MultiMap headers(Message message, List<SigningKey> ring, Instant now) {
        Signatures signed = Signatures.of(message.id(), now, message.body(), ring);
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .set("content-type", "application/json")
                .set("user-agent", "Ordertrail-Webhooks/1.0")
                .set("webhook-id", signed.id())
                .set("webhook-timestamp", signed.timestamp())
                .set("webhook-signature", signed.signature());
        if (message.traceparent() != null) {
            headers.set("traceparent", message.traceparent());
        }
        return headers;
    }
}
