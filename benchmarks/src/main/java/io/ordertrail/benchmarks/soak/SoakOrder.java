package io.ordertrail.benchmarks.soak;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * An order that a shop asks for.
 *
 * @param shop one of {@link SoakOrders#SHOPS}
 * @param link of its own, with the mark of what is to become of it at the simulator
 */
record SoakOrder(String reference, String shop, String panel, String service, String link, int quantity) {

    ProducerRecord<String, byte[]> record() {
        String data = """
                {"reference":"%s","panel":"%s","content":{"service":"%s","link":"%s","quantity":%d}}""".formatted(reference, panel, service, link, quantity);
        return record("order.place", reference, data);
    }

    /** The shop changes its mind. */
    ProducerRecord<String, byte[]> cancel() {
        return record("order.cancel", "cancel-" + reference, "{\"reference\":\"%s\"}".formatted(reference));
    }

    private ProducerRecord<String, byte[]> record(String type, String id, String data) {
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>("orders.requests", reference, data.getBytes(StandardCharsets.UTF_8));
        Map.of("ce_specversion", "1.0", "ce_id", id, "ce_source", shop, "ce_type", type)
                .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return record;
    }
}
