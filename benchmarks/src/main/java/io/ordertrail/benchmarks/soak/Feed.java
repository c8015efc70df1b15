package io.ordertrail.benchmarks.soak;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The shops: they publish orders, some of them twice, cancel some of them before, soon after or long after, and publish
 * some records that are not events. No more orders are on their way than the window allows.
 */
final class Feed implements AutoCloseable {

    private static final int WINDOW = 800;
    private static final int LATE = 60;
    private static final byte[] RUBBISH = {'{', 0x00, (byte) 0xff};

    private final KafkaProducer<String, byte[]> producer;
    private final SoakOrders orders;
    private final SplittableRandom random;
    private final TopicLog log;
    private final List<SoakOrder> sent = new ArrayList<>();
    private final AtomicInteger allowed = new AtomicInteger();
    private final Queue<SoakOrder> toCancel = new ArrayDeque<>();
    private final Set<String> canceledBefore = ConcurrentHashMap.newKeySet();
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

    /**
     * Publishes orders no faster than {@link #allow} lets it. Returns when that many are sent and the disruptions are
     * over.
     */
    void publish(int number, Future<?> disruptions) throws InterruptedException {
        while (count() < number || !disruptions.isDone()) {
            if (count() - log.decided() > WINDOW || count() >= allowed.get()) {
                if (disruptions.isDone() && allowed.get() < number) {
                    return; // they have failed
                }
                TimeUnit.MILLISECONDS.sleep(5);
            } else {
                publish(orders.next());
            }
        }
        producer.flush();
    }

    /** Allows that many orders in all, if more were not allowed already. */
    void allow(int number) {
        allowed.accumulateAndGet(number, Math::max);
    }

    /** Allows one order more than are sent. */
    void allowOneMore() {
        allow(count() + 1);
    }

    /** Returns when that many are sent. */
    void awaitCount(int number) throws InterruptedException {
        while (count() < number) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /** Publishes one order for each of these panels, which closes the ranges of their doubts. */
    void close(List<String> panels) {
        panels.forEach(panel -> send(orders.closing(panel)));
        producer.flush();
    }

    private void publish(SoakOrder order) {
        int chance = random.nextInt(1000);
        if (chance < 3) {
            canceledBefore.add(order.link());
            send(order.cancel(1));
        }
        send(order);
        if (chance >= 3 && chance < 23) {
            send(order.request());
        } else if (chance >= 23 && chance < 33) {
            send(order.cancel(1));
        } else if (chance >= 33 && chance < 37) {
            send(order.cancel(1));
            send(order.cancel(2));
        } else if (chance >= 37 && chance < 43) {
            toCancel.add(order);
        } else if (chance == 43) {
            rubbish.incrementAndGet();
            send(new ProducerRecord<>("orders.requests", "rubbish", RUBBISH));
        }
        if (count() % LATE == 0 && !toCancel.isEmpty()) {
            send(toCancel.remove().cancel(1));
        }
    }

    private void send(SoakOrder order) {
        synchronized (sent) {
            sent.add(order);
        }
        send(order.request());
    }

    private void send(ProducerRecord<String, byte[]> record) {
        var _ = producer.send(record);
    }

    /** Returns every order that was placed. */
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

    /** Returns the links of orders whose cancel was published before them. */
    Set<String> canceledBefore() {
        return Set.copyOf(canceledBefore);
    }

    /** Returns how many records were no events; each must become a dead letter. */
    int rubbish() {
        return rubbish.get();
    }

    @Override
    public void close() {
        producer.close();
    }
}
