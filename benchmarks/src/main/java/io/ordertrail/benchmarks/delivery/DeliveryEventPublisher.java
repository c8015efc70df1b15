package io.ordertrail.benchmarks.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ordertrail.domain.Money;
import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.OrderStatus;
import io.ordertrail.domain.PanelName;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.domain.Reference;
import io.ordertrail.domain.ServiceId;
import io.ordertrail.domain.ShopId;
import io.ordertrail.events.CloudEvent;
import io.ordertrail.events.EventCodec;
import io.ordertrail.events.OrderRef;
import io.ordertrail.events.StatusEvent.Progress;
import io.ordertrail.events.StatusEvent.StatusChanged;
import io.ordertrail.events.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Publishes changes of state. */
final class DeliveryEventPublisher implements AutoCloseable {

    private final EventCodec codec = new EventCodec();
    private final KafkaProducer<String, byte[]> producer;

    DeliveryEventPublisher(String bootstrapServers) {
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", "2"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** The orders from first to last, at so many a second; as fast as it goes for 0. */
    void publish(int first, int last, double perSecond, DeliveryArrivals arrivals, IntFunction<String> shopOf) {
        long began = System.nanoTime();
        for (int order = first; order <= last; order++) {
            if (perSecond > 0) {
                long due = began + (long) ((order - first) / perSecond * 1e9);
                for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                    LockSupport.parkNanos(wait);
                }
            }
            ProducerRecord<String, byte[]> record = record(order, shopOf.apply(order));
            arrivals.sending(order);
            var unused = producer.send(record);
        }
        producer.flush();
    }

    byte[] data(int order, String shop) {
        return codec.data(event(order, shop));
    }

    private ProducerRecord<String, byte[]> record(int order, String shop) {
        StatusChanged event = event(order, shop);
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(Topics.STATUS, event.order().id().toString(), codec.data(event));
        codec.headers(CloudEvent.of(Topics.STATUS, "status-poller", event))
                .forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
        return record;
    }

    private StatusChanged event(int order, String shop) {
        return new StatusChanged(
                new OrderRef(
                        new OrderId(order),
                        new ShopId(shop),
                        new Reference("R-" + order),
                        new PanelName("smmnew"),
                        new PanelOrderId(Integer.toString(1_000_000 + order)),
                        new ServiceId("1"),
                        List.of("vip"),
                        null),
                1,
                Instant.parse("2026-11-20T12:00:00Z"),
                OrderStatus.COMPLETED,
                OrderStatus.IN_PROGRESS,
                "Completed",
                new Progress(3572L, 0L, Money.of("0.27819", "USD"), null),
                null,
                null,
                null);
    }

    @Override
    public void close() {
        producer.close();
    }
}
