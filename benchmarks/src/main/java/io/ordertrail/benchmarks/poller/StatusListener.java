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

/** Hears what is published, from now on, and how long after the answer. */
final class StatusListener implements AutoCloseable {

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final long[] millis = new long[2_000_000];
    private int heard;

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
                if (heard < millis.length) {
                    millis[heard++] = System.currentTimeMillis() - answeredAt(record);
                }
            }
        }
    }

    int heard() {
        return heard;
    }

    long p99Millis() {
        long[] sorted = Arrays.copyOf(millis, heard);
        Arrays.sort(sorted);
        return heard == 0 ? 0 : sorted[(int) (heard * 0.99)];
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
