package io.ordertrail.notifier.webhook;

import io.opentelemetry.api.trace.SpanKind;
import io.ordertrail.domain.OrderId;
import io.ordertrail.kit.tracing.TraceSpan;
import io.ordertrail.kit.tracing.Tracing;
import io.ordertrail.notifier.delivery.AttemptResult;
import io.ordertrail.notifier.delivery.AttemptResult.Verdict;
import io.ordertrail.notifier.delivery.ChannelSender;
import io.ordertrail.notifier.delivery.ClaimedDelivery;
import io.ordertrail.notifier.message.Message;
import io.ordertrail.notifier.signing.Signatures;
import io.ordertrail.notifier.signing.SigningKey;
import io.ordertrail.notifier.subscription.Channel;
import io.ordertrail.notifier.webhook.DestinationResolver.Found;
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
class WebhookSender implements ChannelSender {

    private final DestinationResolver destination;
    private final SigningKeyCache keys;
    private final WebhookClient client;
    private final Tracing tracing;

    WebhookSender(DestinationResolver destination, SigningKeyCache keys, WebhookClient client, Tracing tracing) {
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
    public Uni<AttemptResult> send(List<ClaimedDelivery> together, Instant now) {
        ClaimedDelivery claimed = together.getFirst();
        TraceSpan leg = begin(claimed.message());
        return destination
                .find(claimed.address())
                .flatMap(found -> switch (found) {
                    case Found.Nowhere nowhere ->
                        Uni.createFrom().item(AttemptResult.none(Verdict.FAILED, nowhere.reason(), Duration.ZERO));
                    case Found.At at -> post(claimed, at, now, leg.traceparent());
                })
                .invoke(answer -> end(leg, answer))
                .onFailure()
                .invoke(mistake -> leg.failed(mistake.toString()));
    }

    private Uni<AttemptResult> post(ClaimedDelivery claimed, Found.At at, Instant now, @Nullable String traceparent) {
        return keys.of(claimed.subscription().id(), now)
                .flatMap(ring -> client.post(
                        at,
                        headers(claimed.message(), ring, now, traceparent),
                        claimed.message().body()));
    }

    private TraceSpan begin(Message message) {
        OrderId order = message.about().order();
        return tracing.begin("webhook", SpanKind.CLIENT, message.traceparent())
                .with("ordertrail.event", message.about().type())
                .with("ordertrail.order", order == null ? null : order.toString())
                .with("ordertrail.message", message.id());
    }

    private static void end(TraceSpan leg, AttemptResult answer) {
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
