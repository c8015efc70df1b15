package io.ordertrail.benchmarks.strangers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ordertrail.testsupport.resources.TopicContent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** What the services have published, read as any consumer would who knows only JSON. */
final class Published {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, JsonNode> lastStatus = new HashMap<>();
    private final Map<String, JsonNode> lastLeftover = new HashMap<>();
    private final Map<String, Boolean> cancelAsked = new HashMap<>();

    private Published() {}

    /** Reads all that is on the topics now. */
    static Published read(String kafka) {
        Published published = new Published();
        Stream.of("orders.submissions", "orders.status")
                .flatMap(topic -> TopicContent.of(kafka, topic).stream())
                .forEach(published::take);
        return published;
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        Header type = record.headers().lastHeader("ce_type");
        String name = type == null ? "" : new String(type.value(), StandardCharsets.UTF_8);
        try {
            JsonNode data = JSON.readTree(record.value());
            String reference = data.path("order").path("reference").asText();
            switch (name) {
                case "order.status-changed", "order.progressed" -> keep(reference, data);
                case "order.cancel-asked" -> cancelAsked.put(reference, true);
                case "order.cancel-refused" -> cancelAsked.put(reference, false);
                default -> {}
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void keep(String reference, JsonNode data) {
        if (data.hasNonNull("child")) {
            return;
        }
        JsonNode before = lastStatus.get(reference);
        if (before == null
                || before.path("revision").asLong() < data.path("revision").asLong()) {
            lastStatus.put(reference, data);
            if (data.hasNonNull("leftover")) {
                lastLeftover.put(reference, data.path("leftover"));
            }
        }
    }

    /** Returns the last event about an order's state, by its reference. */
    Optional<JsonNode> status(String reference) {
        return Optional.ofNullable(lastStatus.get(reference));
    }

    Optional<JsonNode> leftover(String reference) {
        return Optional.ofNullable(lastLeftover.get(reference));
    }

    /** Returns whether a cancel was published as asked for, or as refused; empty if neither was. */
    Optional<Boolean> cancelAsked(String reference) {
        return Optional.ofNullable(cancelAsked.get(reference));
    }
}
