package io.ordertrail.local;

import io.ordertrail.events.EventCodec;
import io.ordertrail.events.LifecycleEvent;
import io.ordertrail.events.Topics;
import io.ordertrail.events.UnreadableEventException;
import io.ordertrail.local.progress.Progress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the lifecycle topics from their beginning, whatever a run before has read, and the dead letters. */
final class TopicWatcher implements AutoCloseable {

    private static final List<String> LIFECYCLE = List.of(Topics.SUBMISSIONS, Topics.STATUS, Topics.REFILLS);

    private final EventCodec codec = new EventCodec();
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Progress progress;
    private final AtomicInteger deadLetters = new AtomicInteger();
    private final Thread thread;

    private TopicWatcher(KafkaConsumer<byte[], byte[]> consumer, Progress progress) {
        this.consumer = consumer;
        this.progress = progress;
        this.thread = Thread.ofPlatform().name("topic-watcher").daemon().unstarted(this::run);
    }

    static TopicWatcher start(String kafka, Progress progress) {
        var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", kafka, "enable.auto.commit", "false"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = Topics.all().stream()
                .filter(topic -> LIFECYCLE.contains(topic) || isDeadLetters(topic))
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        TopicWatcher watcher = new TopicWatcher(consumer, progress);
        watcher.thread.start();
        return watcher;
    }

    int deadLetters() {
        return deadLetters.get();
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (consumer) {
            while (true) {
                consumer.poll(Duration.ofSeconds(1)).forEach(this::take);
            }
        } catch (WakeupException | InterruptException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        if (isDeadLetters(record.topic())) {
            deadLetters.incrementAndGet();
            return;
        }
        Map<String, String> headers = new HashMap<>();
        record.headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        try {
            if (codec.read(headers, record.value()).data() instanceof LifecycleEvent event) {
                progress.apply(event);
            }
        } catch (UnreadableEventException e) {
            System.getLogger(TopicWatcher.class.getName())
                    .log(System.Logger.Level.WARNING, "{0}: {1}", record.topic(), e.getMessage());
        }
    }

    private static boolean isDeadLetters(String topic) {
        return topic.startsWith("dead-letters.");
    }
}
