package io.ordertrail.notifier.webhook;

import io.opentelemetry.api.trace.SpanKind;
import io.ordertrail.notifier.delivery.Answer;
import io.ordertrail.notifier.delivery.Answer.Verdict;
import io.ordertrail.notifier.delivery.Claimed;
import io.ordertrail.notifier.delivery.Courier;
import io.ordertrail.notifier.message.Message;
import io.ordertrail.notifier.signing.Signatures;
import io.ordertrail.notifier.signing.SigningKey;
import io.ordertrail.notifier.subscription.Channel;
import io.ordertrail.notifier.webhook.Destination.Found;
import io.ordertrail.outbox.trace.Leg;
import io.ordertrail.outbox.trace.Tracing;
import io.ordertrail.trade.OrderId;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Sends deliveries as signed posts. */
@ApplicationScoped
class WebhookCourier implements Courier {

    private final Destination destination;
    private final KeyRing keys;
    private final WebhookClient client;
    private final Tracing tracing;

    WebhookCourier(Destination destination, KeyRing keys, WebhookClient client, Tracing tracing) {
        this.destination = destination;
        this.keys = keys;
        this.client = client;
        this.tracing = tracing;
    }

    @Override
    public Channel channel() {
        return Channel.WEBHOOK;
    }

    @Override
    public Uni<Answer> send(List<Claimed> together, Instant now) {
        Claimed claimed = together.getFirst();
        Leg leg = begin(claimed.message());
        return destination
                .find(claimed.address())
                .flatMap(found -> switch (found) {
                    case Found.Nowhere nowhere ->
                        Uni.createFrom().item(Answer.none(Verdict.FAILED, nowhere.reason(), Duration.ZERO));
                    case Found.At at -> post(claimed, at, now, leg.traceparent());
                })
                .invoke(answer -> end(leg, answer))
                .onFailure()
                .invoke(mistake -> leg.failed(mistake.toString()));
    }

    private Uni<Answer> post(Claimed claimed, Found.At at, Instant now, @Nullable String traceparent) {
        return keys.of(claimed.subscription().id(), now)
                .flatMap(ring -> client.post(
                        at,
                        headers(claimed.message(), ring, now, traceparent),
                        claimed.message().body()));
    }

    private Leg begin(Message message) {
        OrderId order = message.about().order();
        return tracing.begin("webhook", SpanKind.CLIENT, message.traceparent())
                .with("ordertrail.event", message.about().type())
                .with("ordertrail.order", order == null ? null : order.toString())
                .with("ordertrail.message", message.id());
    }

    private static void end(Leg leg, Answer answer) {
        leg.with("ordertrail.verdict", answer.verdict().name().toLowerCase(Locale.ROOT));
        if (answer.verdict() == Verdict.TAKEN) {
            leg.end();
        } else {
            leg.failed(answer.summary());
        }
    }

    static MultiMap headers(Message message, List<SigningKey> ring, Instant now, @Nullable String traceparent) {
        Signatures signed = Signatures.of(message.id(), now, message.body(), ring);
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .set("content-type", "application/json")
                .set("user-agent", "Ordertrail-Webhooks/1.0")
                .set("webhook-id", signed.id())
                .set("webhook-timestamp", signed.timestamp())
                .set("webhook-signature", signed.signature());
        if (traceparent != null) {
            headers.set("traceparent", traceparent);
        }
        return headers;
    }
}
