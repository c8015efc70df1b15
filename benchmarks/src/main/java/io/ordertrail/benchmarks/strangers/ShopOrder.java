package io.ordertrail.benchmarks.strangers;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * An order that a shop places.
 *
 * @param link of this order alone: it is how the ledger and the order book are compared
 * @param content as JSON
 * @param afterMillis when it is placed, after the beginning
 * @param cancelAfterMillis when the shop asks to cancel it, after the beginning, or 0
 */
record ShopOrder(
        String reference, String panel, String link, String content, long afterMillis, long cancelAfterMillis) {

    ProducerRecord<String, byte[]> request() {
        return record(
                "order.place",
                reference,
                "{\"reference\":\"%s\",\"panel\":\"%s\",\"content\":%s}".formatted(reference, panel, content));
    }

    ProducerRecord<String, byte[]> cancel() {
        return record("order.cancel", "cancel-" + reference, "{\"reference\":\"%s\"}".formatted(reference));
    }

    private ProducerRecord<String, byte[]> record(String type, String id, String data) {
        ProducerRecord<String, byte[]> request =
                new ProducerRecord<>("orders.requests", reference, data.getBytes(StandardCharsets.UTF_8));
        Map.of("ce_specversion", "1.0", "ce_id", id, "ce_source", "strangers", "ce_type", type)
                .forEach((name, value) -> request.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return request;
    }
}
