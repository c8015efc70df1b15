package io.ordertrail.testsupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordertrail.testsupport.proxy.TcpProxy;
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
import org.apache.kafka.common.errors.TimeoutException;
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

    @Test
    void a_client_of_a_proxy_reaches_the_broker_only_through_it() throws Exception {
        int listener = FreePort.find();
        try (TcpProxy proxy = TcpProxy.to(listener);
                EmbeddedKafka kafka =
                        EmbeddedKafka.at(directory.resolve("kafka"), FreePort.find(), Map.of(listener, proxy.port()))) {
            kafka.createTopics(List.of("orders.requests"), 1);
            Properties settings = settings(kafka);
            settings.put("bootstrap.servers", "localhost:" + proxy.port());
            settings.put("delivery.timeout.ms", "3000");
            settings.put("request.timeout.ms", "1000");
            settings.put("linger.ms", "0");
            try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
                producer.send(new ProducerRecord<>("orders.requests", "1", "passes"))
                        .get();

                proxy.swallow();
                var silent = producer.send(new ProducerRecord<>("orders.requests", "1", "swallowed"));
                assertThatThrownBy(silent::get).hasCauseInstanceOf(TimeoutException.class);
            }
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
