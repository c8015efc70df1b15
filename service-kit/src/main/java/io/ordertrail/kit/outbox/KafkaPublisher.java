package io.ordertrail.kit.outbox;

import io.opentelemetry.api.trace.SpanKind;
import io.ordertrail.kit.tracing.TraceSpan;
import io.ordertrail.kit.tracing.Tracing;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * Publishes with an idempotent producer that never gives up a record by itself: one that expired while a later one of
 * the same key got through would be published out of order. Instead the whole producer is thrown away after the
 * timeout. What it had sent by then is, per partition, a beginning of what it was given.
 */
@Singleton
class KafkaPublisher implements Publisher {

    /** For a topic's metadata; shorter than a batch's time, for with Kafka away each topic waits for it. */
    private static final Duration METADATA_TIMEOUT = Duration.ofSeconds(5);

    private final Map<String, Object> connection;
    private final Duration timeout;
    private final Tracing tracing;
    private @Nullable Producer<String, byte[]> current;

    @Inject
    KafkaPublisher(
            @Identifier("default-kafka-broker") Map<String, Object> connection, OutboxConfig config, Tracing tracing) {
        this(connection, config.publishTimeout(), tracing);
    }

    KafkaPublisher(Map<String, Object> connection, Duration timeout, Tracing tracing) {
        this.connection = connection;
        this.timeout = timeout;
        this.tracing = tracing;
    }

    @Override
    public List<PublishResult> publish(List<OutboxRow> rows) {
        Producer<String, byte[]> producer = producer();
        List<CompletableFuture<PublishResult>> sent = send(producer, rows);
        await(sent);
        if (sent.stream().anyMatch(delivery -> !delivery.isDone() || delivery.join() instanceof PublishResult.Failed)) {
            close();
        }
        return sent.stream()
                .map(delivery -> delivery.getNow(new PublishResult.Failed("no answer within " + timeout)))
                .toList();
    }

    @Override
    public synchronized void close() {
        Producer<String, byte[]> unusable = current;
        current = null;
        if (unusable != null) {
            unusable.close(Duration.ZERO);
        }
    }

    /** A topic that cannot be reached is not tried again in this batch; the others go on. */
    private List<CompletableFuture<PublishResult>> send(Producer<String, byte[]> producer, List<OutboxRow> rows) {
        Set<String> unreachable = new HashSet<>();
        List<CompletableFuture<PublishResult>> sent = new ArrayList<>(rows.size());
        for (OutboxRow row : rows) {
            if (unreachable.contains(row.topic())) {
                sent.add(CompletableFuture.completedFuture(
                        new PublishResult.Failed(row.topic() + " cannot be reached")));
                continue;
            }
            CompletableFuture<PublishResult> delivery = send(producer, row);
            if (delivery.isDone() && delivery.join() instanceof PublishResult.Failed) {
                unreachable.add(row.topic());
            }
            sent.add(delivery);
        }
        return sent;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback reports the same
    private CompletableFuture<PublishResult> send(Producer<String, byte[]> producer, OutboxRow row) {
        CompletableFuture<PublishResult> delivery = new CompletableFuture<>();
        TraceSpan leg = begin(row);
        try {
            producer.send(record(row, leg.traceparent()), (_, failure) -> end(delivery, leg, failure));
        } catch (RuntimeException e) {
            end(delivery, leg, e);
        }
        return delivery;
    }

    private TraceSpan begin(OutboxRow row) {
        return tracing.begin(
                        row.topic() + " publish",
                        SpanKind.PRODUCER,
                        row.headers().get("ce_traceparent"))
                .with("messaging.system", "kafka")
                .with("messaging.operation.type", "send")
                .with("messaging.destination.name", row.topic())
                .with("messaging.kafka.message.key", row.key())
                .with("ordertrail.event", row.headers().get("ce_type"));
    }

    private static void end(CompletableFuture<PublishResult> delivery, TraceSpan leg, @Nullable Exception failure) {
        if (failure == null) {
            leg.end();
        } else {
            leg.failed(message(failure));
        }
        delivery.complete(delivery(failure));
    }

    /** The trace goes by both names: the event's, and the one that tracing libraries for Kafka look for. */
    private static ProducerRecord<String, byte[]> record(OutboxRow row, @Nullable String traceparent) {
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(row.topic(), row.key(), row.value().getBytes(StandardCharsets.UTF_8));
        Map<String, String> headers = new LinkedHashMap<>(row.headers());
        if (traceparent != null) {
            headers.put("ce_traceparent", traceparent);
            headers.put("traceparent", traceparent);
        }
        headers.forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return record;
    }

    private static PublishResult delivery(@Nullable Exception failure) {
        return switch (failure) {
            case null -> new PublishResult.Acknowledged();
            case RecordTooLargeException e -> new PublishResult.Refused(message(e));
            case SerializationException e -> new PublishResult.Refused(message(e));
            case InvalidTopicException e -> new PublishResult.Refused(message(e));
            case Exception e -> new PublishResult.Failed(message(e));
        };
    }

    private static String message(Exception failure) {
        return failure.getClass().getSimpleName() + ": " + failure.getMessage();
    }

    private void await(List<CompletableFuture<PublishResult>> sent) {
        try {
            CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new))
                    .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return; // those without an answer are found by their futures
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a delivery is a value, never a failure", e);
        }
    }

    private synchronized Producer<String, byte[]> producer() {
        Producer<String, byte[]> producer = current;
        if (producer == null) {
            producer = new KafkaProducer<>(ProducerSettings.durable(
                    connection,
                    METADATA_TIMEOUT,
                    Map.of(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE)));
            current = producer;
        }
        return producer;
    }
}
