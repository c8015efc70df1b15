package io.ordertrail.benchmarks.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The shops: publish orders, some of them twice, some of them canceled soon after, and some rubbish in between. No more are
 * under way than the window allows, as a shop's own customers would not order more than they are served.
 */
final class Feed implements AutoCloseable {

    private static final int WINDOW = 800;
    private static final byte[] RUBBISH = {'{', 0x00, (byte) 0xff};

    private final KafkaProducer<String, byte[]> producer;
    private final SoakOrders orders;
    private final SplittableRandom random;
    private final TopicLog log;
    private final List<SoakOrder> sent = new ArrayList<>();
    private volatile int allowed;
    private final AtomicInteger rubbish = new AtomicInteger();

    Feed(String kafka, SoakOrders orders, TopicLog log, long seed) {
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka, "linger.ms", 5, "delivery.timeout.ms", 300_000),
                new StringSerializer(),
                new ByteArraySerializer());
        this.orders = orders;
        this.log = log;
        this.random = new SplittableRandom(seed);
    }

    /** Publishes so many, no faster than {@link #allow} lets it; returns when the last one is sent, or the harm has failed. */
    void publish(int number, Future<?> harm) throws InterruptedException {
        while (count() < number) {
            if (count() - log.decided() > WINDOW || count() >= allowed) {
                if (harm.isDone() && allowed < number) {
                    return;
                }
                TimeUnit.MILLISECONDS.sleep(5);
            } else {
                publish(orders.next());
            }
        }
        producer.flush();
    }

    /** It may send up to so many in all. */
    void allow(int number) {
        allowed = number;
    }

    /** Returns when so many are sent. */
    void awaitCount(int number) throws InterruptedException {
        while (count() < number) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /** One more for each of these panels. */
    void close(List<String> panels) {
        panels.forEach(panel -> send(orders.closing(panel)));
        producer.flush();
    }

    private void publish(SoakOrder order) {
        send(order);
        int chance = random.nextInt(1000);
        if (chance < 20) {
            var _ = producer.send(order.record());
        } else if (chance < 30) {
            var _ = producer.send(order.cancel());
        } else if (chance < 31) {
            rubbish.incrementAndGet();
            var _ = producer.send(
                    new org.apache.kafka.clients.producer.ProducerRecord<>("orders.requests", "rubbish", RUBBISH));
        }
    }

    private void send(SoakOrder order) {
        synchronized (sent) {
            sent.add(order);
        }
        var _ = producer.send(order.record());
    }

    /** Every order that was asked for. */
    List<SoakOrder> sent() {
        synchronized (sent) {
            return List.copyOf(sent);
        }
    }

    int count() {
        synchronized (sent) {
            return sent.size();
        }
    }

    /** Records that are no events; each must become a dead letter. */
    int rubbish() {
        return rubbish.get();
    }

    @Override
    public void close() {
        producer.close();
    }
}
