package io.ordertrail.notifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ordertrail.events.CloudEvent;
import io.ordertrail.events.Event;
import io.ordertrail.events.UnreadableEventException;
import io.ordertrail.kit.deadletter.ReceivedRecord;
import io.ordertrail.testsupport.resources.TopicContent;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.ConfigProvider;

/** Publishes to the Kafka of the tests. */
final class Broker implements AutoCloseable {

    private final KafkaProducer<String, byte[]> producer;

    Broker() {
        this(bootstrapServers());
    }

    Broker(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", "1"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    static String bootstrapServers() {
        return ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
    }

    void publish(String topic, CloudEvent<? extends Event> event) {
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(topic, event.subject(), Events.codec().data(event.data()));
        Events.codec().headers(event).forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
        send(record);
    }

    void publish(String topic, String key, String value) {
        send(new ProducerRecord<>(topic, key, value.getBytes(UTF_8)));
    }

    private void send(ProducerRecord<String, byte[]> record) {
        try {
            producer.send(record).get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All that is on a topic now. */
    static List<Event> read(String topic) {
        return TopicContent.of(bootstrapServers(), topic).stream()
                .map(ReceivedRecord::of)
                .map(Broker::event)
                .toList();
    }

    private static Event event(ReceivedRecord record) {
        try {
            return record.event(Events.codec()).data();
        } catch (UnreadableEventException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
