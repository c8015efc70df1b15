package io.ordertrail.kit.deadletter;

import io.ordertrail.events.DeadLetterHeaders;
import io.ordertrail.events.Topics;
import io.ordertrail.kit.outbox.ProducerSettings;
import io.ordertrail.kit.telemetry.TopicMetrics;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Keeps records that a service cannot process on its dead-letter topic. Thread-safe. */
@Singleton
public class DeadLetterPublisher {

    private static final Logger LOG = Logger.getLogger(DeadLetterPublisher.class);
    private static final Duration METADATA_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(200);
    private static final Duration MAX_BACKOFF = Duration.ofSeconds(10);
    /** What is kept of a value that is too large with our headers on it. */
    private static final int CUT = 64 * 1024;

    private final Map<String, Object> connection;
    private final TopicMetrics meters;
    private @Nullable Producer<String, byte[]> producer;

    DeadLetterPublisher(@Identifier("default-kafka-broker") Map<String, Object> connection, TopicMetrics meters) {
        this.connection = connection;
        this.meters = meters;
    }

    /**
     * Keeps the record with its key, headers and value, and {@link DeadLetterHeaders}. What it returns completes when
     * Kafka has it, for the caller to acknowledge the record then; while Kafka is away it goes on trying.
     *
     * @param service whose topic: {@link Topics#deadLettersOf}
     * @param reason a sentence that says what is wrong and what to do
     */
    public Uni<Void> publish(String service, ReceivedRecord record, String reason) {
        LOG.warnf("Dead letter: %s-%d@%d: %s", record.topic(), record.partition(), record.offset(), reason);
        meters.dead(record.topic());
        return Uni.createFrom()
                .deferred(() -> send(letter(service, record, record.value(), reason)))
                .onFailure(RecordTooLargeException.class)
                .recoverWithUni(() -> send(cut(service, record, reason)))
                .onFailure()
                .invoke(failure -> LOG.warnf("A dead letter is not kept yet, trying again: %s", failure.toString()))
                .onFailure()
                .retry()
                .withBackOff(FIRST_BACKOFF, MAX_BACKOFF)
                .indefinitely();
    }

    @PreDestroy
    synchronized void close() {
        if (producer != null) {
            producer.close(METADATA_TIMEOUT);
        }
    }

    private static ProducerRecord<String, byte[]> cut(String service, ReceivedRecord record, String reason) {
        byte[] value = record.value() == null ? new byte[0] : record.value();
        return letter(
                service,
                record,
                Arrays.copyOf(value, Math.min(value.length, CUT)),
                "%s (Only the first %d bytes of the value are kept here; the whole of it is at the topic, partition and"
                                .formatted(reason, CUT)
                        + " offset named, as long as that topic keeps it.)");
    }

    private static ProducerRecord<String, byte[]> letter(
            String service, ReceivedRecord record, byte @Nullable [] value, String reason) {
        ProducerRecord<String, byte[]> letter =
                new ProducerRecord<>(Topics.deadLettersOf(service), record.key(), value);
        record.headers().forEach((name, header) -> put(letter, name, header));
        put(letter, DeadLetterHeaders.REASON, reason);
        put(letter, DeadLetterHeaders.TOPIC, record.topic());
        put(letter, DeadLetterHeaders.PARTITION, Integer.toString(record.partition()));
        put(letter, DeadLetterHeaders.OFFSET, Long.toString(record.offset()));
        return letter;
    }

    private static void put(ProducerRecord<String, byte[]> letter, String name, String value) {
        letter.headers().remove(name).add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    /** On a worker, since a producer blocks while it does not know the topic. */
    @SuppressWarnings("FutureReturnValueIgnored") // the callback reports the same
    private Uni<Void> send(ProducerRecord<String, byte[]> letter) {
        return Uni.createFrom()
                .completionStage(() -> {
                    CompletableFuture<Void> acknowledged = new CompletableFuture<>();
                    producer().send(letter, (_, failure) -> {
                        if (failure == null) {
                            acknowledged.complete(null);
                        } else {
                            acknowledged.completeExceptionally(failure);
                        }
                    });
                    return acknowledged;
                })
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private synchronized Producer<String, byte[]> producer() {
        Producer<String, byte[]> existing = producer;
        if (existing == null) {
            existing = new KafkaProducer<>(ProducerSettings.durable(connection, METADATA_TIMEOUT, Map.of()));
            producer = existing;
        }
        return existing;
    }
}
