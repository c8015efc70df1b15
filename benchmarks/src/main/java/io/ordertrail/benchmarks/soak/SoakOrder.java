package io.ordertrail.benchmarks.soak;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * An order that a shop places.
 *
 * @param shop one of {@link SoakOrders#SHOPS}
 * @param link unique, with the scenario of the order at the simulator; of a subscription the user name
 * @param fixedQuantity whether its quantity is one of a few that many orders have
 * @param content as JSON
 */
record SoakOrder(String reference, String shop, String panel, String link, boolean fixedQuantity, String content) {

    ProducerRecord<String, byte[]> request() {
        return request(
                "order.place",
                reference,
                "{\"reference\":\"%s\",\"panel\":\"%s\",\"content\":%s}".formatted(reference, panel, content));
    }

    /**
     * Returns the shop's request to cancel it.
     *
     * @param number counts the requests of this order: another number is another request, not a repeat
     */
    ProducerRecord<String, byte[]> cancel(int number) {
        return request(
                "order.cancel",
                "cancel-%d-%s".formatted(number, reference),
                "{\"reference\":\"%s\"}".formatted(reference));
    }

    private ProducerRecord<String, byte[]> request(String type, String id, String data) {
        ProducerRecord<String, byte[]> request =
                new ProducerRecord<>("orders.requests", reference, data.getBytes(StandardCharsets.UTF_8));
        Map.of("ce_specversion", "1.0", "ce_id", id, "ce_source", shop, "ce_type", type)
                .forEach((name, value) -> request.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return request;
    }
}
