package io.ordertrail.benchmarks.poller;

import io.ordertrail.events.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Receives what is published, from now on, and measures how long after the answer. */
final class StatusListener implements AutoCloseable {

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final long[] millis = new long[2_000_000];
    private int received;

    StatusListener(String bootstrap) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "max.poll.records", 5000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.STATUS).stream()
                .map(partition -> new TopicPartition(Topics.STATUS, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /** Listens for so long. */
    void listen(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(20))) {
                if (received < millis.length) {
                    millis[received++] = System.currentTimeMillis() - answeredAt(record);
                }
            }
        }
    }

    int received() {
        return received;
    }

    long p99Millis() {
        long[] sorted = Arrays.copyOf(millis, received);
        Arrays.sort(sorted);
        return received == 0 ? 0 : sorted[(int) (received * 0.99)];
    }

    /** The event's time is that of the answer. */
    private static long answeredAt(ConsumerRecord<byte[], byte[]> record) {
        byte[] time = record.headers().lastHeader("ce_time").value();
        return Instant.parse(new String(time, StandardCharsets.US_ASCII)).toEpochMilli();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
