package io.ordertrail.kit.keys;

import io.ordertrail.events.EventCodec;
import io.ordertrail.events.KeyEvent;
import io.ordertrail.events.Topics;
import io.ordertrail.events.UnreadableEventException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@link Topics#KEYS} into the copy: from the beginning at each start, then what follows. Every replica reads all
 * partitions, without a consumer group, so no offset is kept and none can be lost. Plain blocking code on a thread of
 * its own.
 */
@Singleton
class KeyTopicReader {

    private static final Logger LOG = Logger.getLogger(KeyTopicReader.class);

    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    /** How often it is confirmed with Kafka that the copy is complete. */
    private static final Duration CONFIRM = Duration.ofSeconds(10);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final KeyCopy copy;
    private final Map<String, Object> connection;
    private final String service;
    private final EventCodec codec = new EventCodec();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile @Nullable Consumer<String, byte[]> current;
    private @Nullable Thread thread;
    private int failures;

    KeyTopicReader(
            KeyCopy copy,
            @Identifier("default-kafka-broker") Map<String, Object> connection,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.copy = copy;
        this.connection = connection;
        this.service = service;
    }

    /** The owner of the keys looks into its own table and needs no copy. */
    void start(@Observes StartupEvent started) {
        if (!Topics.writtenBy(service).contains(Topics.KEYS)) {
            thread = Thread.ofPlatform().name("api-keys").daemon().start(this::run);
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopped.countDown();
        Consumer<String, byte[]> consumer = current;
        if (consumer != null) {
            consumer.wakeup();
        }
        if (thread != null && !thread.join(ANSWER)) {
            LOG.info("The API keys are still being read at shutdown; leaving without it");
        }
    }

    private void run() {
        while (!stopping()) {
            try {
                read();
            } catch (WakeupException e) {
                return; // the service stops
            } catch (RuntimeException e) { // whatever Kafka's client throws, the records are still there: read again
                failed(e);
            }
        }
    }

    private void read() {
        try (Consumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings(), new StringDeserializer(), new ByteArrayDeserializer())) {
            current = consumer;
            List<TopicPartition> partitions = partitions(consumer);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            KeyTable table = new KeyTable();
            readToEnd(consumer, partitions, table);
            copy.replace(table);
            succeeded(table);
            follow(consumer, partitions, table);
        } finally {
            current = null;
        }
    }

    private void readToEnd(Consumer<String, byte[]> consumer, List<TopicPartition> partitions, KeyTable table) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, ANSWER);
        while (!stopping() && !reached(consumer, ends)) {
            apply(consumer.poll(POLL), table);
        }
    }

    private void follow(Consumer<String, byte[]> consumer, List<TopicPartition> partitions, KeyTable table) {
        long confirmed = System.nanoTime();
        while (!stopping()) {
            apply(consumer.poll(POLL), table);
            if (System.nanoTime() - confirmed > CONFIRM.toNanos()) {
                confirmed = System.nanoTime();
                if (reached(consumer, consumer.endOffsets(partitions, ANSWER))) {
                    copy.confirm();
                }
                if (partitions(consumer).size() != partitions.size()) {
                    return; // partitions were added: read all of them
                }
            }
        }
    }

    private static boolean reached(Consumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey(), ANSWER) >= end.getValue());
    }

    private static List<TopicPartition> partitions(Consumer<?, ?> consumer) {
        List<PartitionInfo> known = consumer.partitionsFor(Topics.KEYS, ANSWER);
        if (known.isEmpty()) {
            throw new IllegalStateException("the topic " + Topics.KEYS + " does not exist");
        }
        return known.stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
    }

    private void apply(ConsumerRecords<String, byte[]> records, KeyTable table) {
        for (ConsumerRecord<String, byte[]> record : records) {
            try {
                if (codec.read(headers(record), record.value()).data() instanceof KeyEvent event) {
                    table.apply(event);
                }
            } catch (UnreadableEventException e) {
                LOG.errorf(
                        "The record at offset %d of %s-%d is unreadable, so the key %s is refused here: %s",
                        record.offset(), record.topic(), record.partition(), record.key(), e.getMessage());
            }
        }
    }

    private static Map<String, String> headers(ConsumerRecord<String, byte[]> record) {
        Map<String, String> headers = new HashMap<>();
        record.headers()
                .forEach(header -> headers.put(
                        header.key().toLowerCase(Locale.ROOT),
                        header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8)));
        return headers;
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(connection);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // Offsets that are gone mean a topic that was made again: read from its beginning, into an empty table.
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        return settings;
    }

    private void succeeded(KeyTable table) {
        if (failures > 0) {
            LOG.infof("The API keys are read again, after %d failed attempts: %d keys", failures, table.size());
        }
        failures = 0;
    }

    private boolean stopping() {
        return stopped.getCount() == 0;
    }

    private void pause(long millis) {
        try {
            if (stopped.await(millis, TimeUnit.MILLISECONDS)) {
                LOG.debug("The service stops");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void failed(RuntimeException e) {
        failures++;
        if (failures == 1 || failures % 120 == 0) {
            LOG.warnf(
                    "The API keys cannot be read from %s; %s. Attempt %d: %s",
                    Topics.KEYS,
                    copy.isRead()
                            ? "those read before stay valid"
                            : "every key but the operator's is refused until then",
                    failures,
                    e);
        }
        pause(Math.min(LONGEST_PAUSE.toMillis(), 100L << Math.min(failures, 6)));
    }
}
