package io.ordertrail.poller;

import io.ordertrail.domain.Money;
import io.ordertrail.domain.OrderContent;
import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.PanelName;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.domain.Reference;
import io.ordertrail.domain.ServiceId;
import io.ordertrail.domain.ShopId;
import io.ordertrail.events.CloudEvent;
import io.ordertrail.events.DeadLetterHeaders;
import io.ordertrail.events.EventCodec;
import io.ordertrail.events.OrderRef;
import io.ordertrail.events.StatusEvent;
import io.ordertrail.events.SubmissionEvent;
import io.ordertrail.events.SubmissionEvent.OrderAccepted;
import io.ordertrail.events.SubmissionEvent.OrderKind;
import io.ordertrail.events.SubmissionEvent.ServiceTerms;
import io.ordertrail.events.Topics;
import io.ordertrail.events.UnreadableEventException;
import io.ordertrail.kit.deadletter.ReceivedRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Publishes as order-intake does, and receives what the poller publishes. */
final class TopicReader implements AutoCloseable {

    private static final AtomicLong ORDERS = new AtomicLong(1000);

    private final EventCodec codec = new EventCodec();
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<String, Object> settings;
    private final Map<OrderId, OrderAccepted> said = new HashMap<>();
    private final List<StatusEvent> received = new ArrayList<>();

    TopicReader(String bootstrap) {
        settings = Map.of("bootstrap.servers", bootstrap);
        producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        fromTheBeginning(consumer, Topics.STATUS);
    }

    private static void fromTheBeginning(KafkaConsumer<byte[], byte[]> reader, String topic) {
        List<TopicPartition> partitions = reader.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        reader.assign(partitions);
        reader.seekToBeginning(partitions);
    }

    OrderRef ref(String panel, PanelOrderId bought) {
        OrderId id = new OrderId(ORDERS.incrementAndGet());
        return new OrderRef(
                id,
                new ShopId("shop"),
                new Reference("ref-" + id),
                new PanelName(panel),
                bought,
                new ServiceId("1"),
                List.of(),
                null);
    }

    OrderId accepted(String panel, PanelOrderId bought, OrderContent content, OrderKind kind) {
        OrderAccepted accepted = new OrderAccepted(
                ref(panel, bought),
                2,
                Instant.now(),
                content,
                kind,
                new ServiceTerms("Followers [30 Days Refill]", "Default", Money.of("0.90", "USD"), true, true),
                null);
        said.put(accepted.order().id(), accepted);
        say(accepted);
        return accepted.order().id();
    }

    void again(OrderId order) {
        say(Objects.requireNonNull(said.get(order)));
    }

    List<String> deadLetters() {
        List<String> reasons = new ArrayList<>();
        try (var letters = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            fromTheBeginning(letters, Topics.deadLettersOf("status-poller"));
            org.awaitility.Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> {
                letters.poll(Duration.ofMillis(100))
                        .forEach(letter -> reasons.add(Objects.requireNonNull(
                                ReceivedRecord.of(letter).headers().get(DeadLetterHeaders.REASON))));
                return !reasons.isEmpty();
            });
        }
        return reasons;
    }

    /** Another member of the poller's group takes its part of the partitions while that is done, and leaves. */
    void shareWithAnother(String bootstrap, Callable<?> meanwhile) {
        Map<String, Object> member = Map.of(
                "bootstrap.servers",
                bootstrap,
                "group.id",
                "status-poller",
                "partition.assignment.strategy",
                CooperativeStickyAssignor.class.getName());
        try (var other = new KafkaConsumer<>(member, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            other.subscribe(List.of(Topics.SUBMISSIONS));
            org.awaitility.Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> {
                other.poll(Duration.ofMillis(200));
                return !other.assignment().isEmpty();
            });
            meanwhile.call();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    OrderId accepted(String panel, PanelOrderId bought, long quantity) {
        return accepted(
                panel,
                bought,
                OrderContent.of(new ServiceId("1"), "https://example.org/p/" + bought, quantity),
                OrderKind.NORMAL);
    }

    void say(SubmissionEvent event) {
        CloudEvent<SubmissionEvent> envelope = CloudEvent.of(Topics.SUBMISSIONS, "order-intake", event);
        say(event.order().id().toString(), codec.headers(envelope), codec.data(event));
    }

    void say(String key, Map<String, String> headers, byte[] value) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(Topics.SUBMISSIONS, key.getBytes(StandardCharsets.UTF_8), value);
        headers.forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        var _ = producer.send(record);
        producer.flush();
    }

    /** All events of the order, once the last one matches. */
    List<StatusEvent> await(OrderId order, Predicate<StatusEvent> last) {
        org.awaitility.Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> {
            receive();
            return of(order).stream().anyMatch(last);
        });
        return of(order);
    }

    /** All events of the order so far. */
    List<StatusEvent> of(OrderId order) {
        receive();
        return received.stream()
                .filter(event -> event.order().id().equals(order))
                .toList();
    }

    private void receive() {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(50))) {
            try {
                received.add(
                        (StatusEvent) ReceivedRecord.of(record).event(codec).data());
            } catch (UnreadableEventException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
    }
}
