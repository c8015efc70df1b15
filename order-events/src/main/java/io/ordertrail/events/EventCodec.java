package io.ordertrail.events;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Events as Kafka carries them: CloudEvents 1.0 in binary mode (attributes as {@code ce_} headers, JSON as the value).
 * From shops the structured mode ({@code content-type: application/cloudevents+json}) is read too. Thread-safe.
 *
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">Kafka
 *     Protocol Binding for CloudEvents 1.0.2</a>
 */
public final class EventCodec {

    private static final String STRUCTURED = "application/cloudevents+json";

    private final ObjectMapper json;

    /** With the JSON that {@link EventJson} defines. */
    public EventCodec() {
        this.json = EventJson.mapper();
    }

    /** The value of the record: the event alone. */
    public byte[] data(Event event) {
        try {
            return json.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("cannot write " + event.type(), e);
        }
    }

    /** The headers of the record, in the order that a person reads them. */
    public Map<String, String> headers(CloudEvent<?> event) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", event.id());
        headers.put("ce_type", event.data().type());
        headers.put("ce_source", event.source());
        headers.put("ce_time", event.time().toString());
        headers.put("content-type", "application/json");
        putIfPresent(headers, "ce_subject", event.subject());
        putIfPresent(headers, "ce_partitionkey", event.subject());
        event.sequence().ifPresent(sequence -> headers.put("ce_sequence", sequence));
        putIfPresent(headers, "ce_traceparent", event.traceparent());
        return headers;
    }

    /**
     * Reads a record.
     *
     * @param headers as text, names in lower case
     * @param value the record's value; null is a tombstone, which is refused
     * @throws UnreadableEventException with what is wrong and what to do
     */
    public CloudEvent<? extends Event> read(Map<String, String> headers, byte @Nullable [] value)
            throws UnreadableEventException {
        try {
            return decode(headers, value);
        } catch (RuntimeException e) { // the same would come of it for ever, and of no other record meanwhile
            throw new UnreadableEventException("The record cannot be read: %s.".formatted(e));
        }
    }

    private CloudEvent<? extends Event> decode(Map<String, String> headers, byte @Nullable [] value)
            throws UnreadableEventException {
        if (value == null || value.length == 0) {
            throw new UnreadableEventException("The record has no value; send the event as JSON.");
        }
        if (headers.getOrDefault("content-type", "").startsWith(STRUCTURED)) {
            return readStructured(value).tracedByDefault(headers.get("traceparent"));
        }
        Map<String, String> attributes = headers.entrySet().stream()
                .filter(header -> header.getKey().startsWith("ce_"))
                .collect(Collectors.toMap(header -> header.getKey().substring(3), Map.Entry::getValue));
        return envelope(attributes, tree(value), "header ce_").tracedByDefault(headers.get("traceparent"));
    }

    private CloudEvent<? extends Event> readStructured(byte[] value) throws UnreadableEventException {
        JsonNode event = tree(value);
        Map<String, String> attributes = new LinkedHashMap<>();
        event.properties().stream()
                .filter(field -> field.getValue().isValueNode())
                .forEach(
                        field -> attributes.put(field.getKey(), field.getValue().asText()));
        return envelope(attributes, event.path("data"), "attribute ");
    }

    private CloudEvent<? extends Event> envelope(Map<String, String> attributes, JsonNode data, String kind)
            throws UnreadableEventException {
        String version = require(attributes, "specversion", kind);
        if (!version.equals("1.0")) {
            throw new UnreadableEventException("%sspecversion must be 1.0, but is '%s'.".formatted(kind, version));
        }
        String id = require(attributes, "id", kind);
        String source = require(attributes, "source", kind);
        String type = require(attributes, "type", kind);
        Class<? extends Event> record = EventTypes.find(type)
                .orElseThrow(() -> new UnreadableEventException(
                        "%stype is '%s', which is none of ours; see docs/asyncapi.yaml.".formatted(kind, type)));
        return new CloudEvent<>(
                id,
                source,
                attributes.get("subject"),
                time(attributes, kind).orElse(Instant.EPOCH),
                attributes.get("traceparent"),
                convert(data, record, type));
    }

    private <E extends Event> E convert(JsonNode data, Class<E> record, String type) throws UnreadableEventException {
        if (!(data instanceof ObjectNode)) {
            throw new UnreadableEventException("The data of %s must be a JSON object.".formatted(type));
        }
        try {
            E event = EventJson.readerFor(record).readValue(data);
            Optional<String> missing = RequiredFields.firstMissing((Record) event);
            if (missing.isPresent()) {
                throw new UnreadableEventException("%s: %s is missing.".formatted(type, missing.get()), missing.get());
            }
            return event;
        } catch (UnrecognizedPropertyException e) {
            throw new UnreadableEventException(
                    "%s has no field '%s'; it knows %s.".formatted(type, EventJson.path(e), e.getKnownPropertyIds()),
                    EventJson.path(e));
        } catch (JsonMappingException e) {
            throw new UnreadableEventException(
                    "%s: %s: %s".formatted(type, EventJson.path(e), EventJson.explain(e)), EventJson.path(e));
        } catch (IOException e) {
            throw new UnreadableEventException("%s: %s".formatted(type, e.getMessage()));
        }
    }

    private JsonNode tree(byte[] value) throws UnreadableEventException {
        try {
            return json.readTree(value);
        } catch (JsonProcessingException e) {
            throw new UnreadableEventException("The value is no JSON (%s%s); send one JSON object."
                    .formatted(where(e.getLocation()), EventJson.firstLine(e.getOriginalMessage())));
        } catch (IOException e) {
            throw new UnreadableEventException("The value is no JSON in UTF-8: " + start(value));
        } catch (NumberFormatException e) { // valid JSON, and no number of Java's
            throw new UnreadableEventException(
                    "A number in the value has an exponent beyond all measure; send it without.");
        }
    }

    /** Unknown for what is longer than Jackson reads. */
    private static String where(@Nullable JsonLocation location) {
        return location == null ? "" : "line %d, column %d: ".formatted(location.getLineNr(), location.getColumnNr());
    }

    private static Optional<Instant> time(Map<String, String> attributes, String kind) throws UnreadableEventException {
        String time = attributes.get("time");
        if (time == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(time).toInstant());
        } catch (DateTimeException e) {
            throw new UnreadableEventException(
                    "%stime must be a time by RFC 3339, such as 2026-11-20T08:30:00Z, but is '%s'."
                            .formatted(kind, time));
        }
    }

    private static String require(Map<String, String> attributes, String name, String kind)
            throws UnreadableEventException {
        String value = attributes.get(name);
        if (value == null || value.isBlank()) {
            throw new UnreadableEventException(
                    "%s%s is missing; a CloudEvent has specversion, id, source and type.".formatted(kind, name));
        }
        return value;
    }

    private static void putIfPresent(Map<String, String> headers, String name, @Nullable String value) {
        if (value != null) {
            headers.put(name, value);
        }
    }

    private static String start(byte[] value) {
        return new String(value, 0, Math.min(value.length, 40), StandardCharsets.UTF_8);
    }
}
