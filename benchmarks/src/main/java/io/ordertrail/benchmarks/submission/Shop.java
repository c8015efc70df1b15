package io.ordertrail.benchmarks.submission;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ordertrail.events.Topics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends orders, each with a link of its own, to the panels in turn, and knows when each was due to be sent. */
final class Shop implements AutoCloseable {

    static final String NAME = "benchmark";

    private final KafkaProducer<String, byte[]> producer;
    private final List<String> panels;
    private final long[] sentAtMicros;
    private int sent;

    Shop(String bootstrapServers, List<String> panels, int mostOrders) {
        this.panels = panels;
        this.sentAtMicros = new long[mostOrders];
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", "2"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /**
     * So many more, at so many a second; as fast as it goes for 0. What falls behind counts from when it was due.
     *
     * @return the number of the first of them
     */
    int send(int orders, double perSecond) {
        int first = sent;
        long began = System.nanoTime();
        long beganMicros = System.currentTimeMillis() * 1000;
        for (int i = 0; i < orders; i++) {
            long due = perSecond == 0 ? System.nanoTime() - began : (long) (i / perSecond * 1e9);
            for (long wait = began + due - System.nanoTime(); wait > 0; wait = began + due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            sentAtMicros[sent] = beganMicros + due / 1000;
            var _ = producer.send(record(sent));
            sent++;
        }
        producer.flush();
        return first;
    }

    /** In microseconds since 1970. */
    long sentAt(int order) {
        return sentAtMicros[order];
    }

    int sent() {
        return sent;
    }

    private ProducerRecord<String, byte[]> record(int order) {
        String panel = panels.get(order % panels.size());
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(
                Topics.REQUESTS, Integer.toString(order), request(order, panel).getBytes(UTF_8));
        Map.of("ce_specversion", "1.0", "ce_id", "s-" + order, "ce_source", NAME, "ce_type", "order.place")
                .forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
        return record;
    }

    static String request(int order, String panel) {
        String service = panel.equals("promosmm") ? "101" : "1";
        return """
                {"reference":"%d","panel":"%s","content":{"service":"%s","link":"https://example.org/submission/%d","quantity":100}}""".formatted(order, panel, service, order);
    }

    @Override
    public void close() {
        producer.close();
    }
}
