package io.ordertrail.local;

import io.ordertrail.events.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;

/** Publishes the orders as a shop would, and remembers which, so that a restart goes on where it stopped. */
record OrderFeed(String kafka, Path fed) {

    /** Those that were not published before. Returns how many those were. */
    int publish(OrderFile file) {
        Set<String> before = before();
        List<OrderFile.Line> fresh = file.lines().stream()
                .filter(line -> !before.contains(line.order().reference().value()))
                .toList();
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", kafka, "acks", "all"),
                new StringSerializer(),
                new StringSerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            fresh.forEach(line -> sent.add(producer.send(record(line))));
            for (Future<RecordMetadata> each : sent) {
                each.get();
            }
            Files.write(
                    fed,
                    fresh.stream().map(line -> line.order().reference().value()).toList(),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            return fresh.size();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LauncherException("Interrupted while publishing the orders.", e);
        } catch (ExecutionException | IOException e) {
            throw new LauncherException("The orders cannot be published: " + e.getMessage(), e);
        }
    }

    private Set<String> before() {
        try {
            return Files.exists(fed) ? new HashSet<>(Files.readAllLines(fed)) : Set.of();
        } catch (IOException e) {
            throw new LauncherException("%s cannot be read: %s".formatted(fed, e.getMessage()), e);
        }
    }

    private static ProducerRecord<String, String> record(OrderFile.Line line) {
        ProducerRecord<String, String> record =
                new ProducerRecord<>(Topics.REQUESTS, line.order().reference().value(), line.json());
        line.headers().forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return record;
    }
}
