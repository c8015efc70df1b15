package io.ordertrail.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaTest {

    @TempDir
    Path directory;

    @Test
    void records_and_topics_are_there_after_a_restart() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.at(directory.resolve("kafka"), FreePort.find())) {
            kafka.createTopics(List.of("orders.requests"), 1);
            kafka.createTopics(List.of("orders.requests"), 1);
            produce(kafka, "first");

            kafka.stop();
            kafka.start();
            produce(kafka, "second");

            assertThat(consume(kafka)).containsExactly("first", "second");
        }
    }

    private static void produce(EmbeddedKafka kafka, String value) throws Exception {
        try (var producer = new KafkaProducer<>(settings(kafka), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>("orders.requests", "1", value)).get();
        }
    }

    private static List<String> consume(EmbeddedKafka kafka) {
        TopicPartition partition = new TopicPartition("orders.requests", 0);
        try (var consumer = new KafkaConsumer<>(settings(kafka), new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            return consumer.poll(Duration.ofSeconds(20)).records(partition).stream()
                    .map(ConsumerRecord::value)
                    .toList();
        }
    }

    private static Properties settings(EmbeddedKafka kafka) {
        Properties settings = new Properties();
        settings.putAll(Map.of("bootstrap.servers", kafka.bootstrapServers()));
        return settings;
    }
}
