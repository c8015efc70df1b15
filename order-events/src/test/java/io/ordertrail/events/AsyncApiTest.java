package io.ordertrail.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.ordertrail.domain.OrderId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds {@code docs/asyncapi.yaml} and the event records together, field by field. */
class AsyncApiTest {

    private static final JsonNode CONTRACT = read(Path.of("..", "docs", "asyncapi.yaml"));
    private static final JsonNode SCHEMAS = CONTRACT.at("/components/schemas");

    private final EventCodec codec = new EventCodec();

    static Stream<String> types() {
        return EventTypes.names().stream();
    }

    static Stream<String> schemas() {
        return StreamSupport.stream(((Iterable<String>) SCHEMAS::fieldNames).spliterator(), false);
    }

    @Test
    void the_contract_has_the_topics_of_the_code() {
        List<String> addresses = CONTRACT.get("channels")
                .valueStream()
                .map(channel -> channel.get("address").asText())
                .toList();

        assertThat(addresses).containsExactlyInAnyOrderElementsOf(Topics.all());
    }

    @Test
    void every_type_of_event_is_a_message_on_one_topic() {
        List<String> onTopics = CONTRACT.get("channels")
                .valueStream()
                .flatMap(channel -> channel.get("messages").valueStream())
                .map(reference ->
                        follow(reference.get("$ref").asText()).get("name").asText())
                .filter(name -> !name.equals("dead-letter"))
                .toList();

        assertThat(onTopics).containsExactlyInAnyOrderElementsOf(EventTypes.names());
    }

    @ParameterizedTest
    @MethodSource("types")
    void the_example_of_each_message_is_read_and_written_back_unchanged(String type) throws Exception {
        JsonNode message = message(type);
        JsonNode example = message.at("/examples/0/payload");
        Map<String, String> headers =
                Map.of("ce_specversion", "1.0", "ce_id", "1", "ce_source", "acme", "ce_type", type);

        CloudEvent<? extends Event> event =
                codec.read(headers, EventJson.mapper().writeValueAsBytes(example));

        JsonNode written = EventJson.mapper().readTree(codec.data(event.data()));
        assertThat(written).isEqualTo(EventJson.mapper().readTree(example.toString()));
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void each_schema_says_what_the_record_has(String name) {
        Class<?> type = typesByName().get(name);
        JsonNode schema = SCHEMAS.get(name);

        assertThat(type).as("a type of the code named " + name).isNotNull();
        if (type.isEnum()) {
            assertThat(texts(schema.get("enum")))
                    .containsExactlyElementsOf(Arrays.stream(type.getEnumConstants())
                            .map(Object::toString)
                            .toList());
        } else if (schema.get("type").asText().equals("object")) {
            assertThat(described(schema)).isEqualTo(coded(type));
            assertThat(new TreeSet<>(texts(schema.path("required")))).isEqualTo(required(type));
        } else {
            assertThat(schema.get("type").asText()).isEqualTo(type == OrderId.class ? "integer" : "string");
        }
    }

    @Test
    void every_record_that_an_event_is_made_of_has_a_schema() {
        assertThat(schemas().toList()).containsAll(typesByName().keySet());
    }

    private static JsonNode message(String type) {
        return CONTRACT.at("/components/messages")
                .valueStream()
                .filter(message -> message.get("name").asText().equals(type))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, String> described(JsonNode schema) {
        Map<String, String> fields = new TreeMap<>();
        schema.get("properties").properties().forEach(field -> fields.put(field.getKey(), describe(field.getValue())));
        return fields;
    }

    private static String describe(JsonNode property) {
        if (property.has("$ref")) {
            return property.get("$ref").asText().replace("#/components/schemas/", "");
        }
        String type = property.get("type").asText();
        return switch (type) {
            case "array" -> "list of " + describe(property.get("items"));
            case "object" -> "map of " + describe(property.get("additionalProperties"));
            default ->
                type + (property.has("format") ? " " + property.get("format").asText() : "");
        };
    }

    private static Map<String, String> coded(Class<?> record) {
        Map<String, String> fields = new TreeMap<>();
        for (RecordComponent component : record.getRecordComponents()) {
            fields.put(component.getName(), code(component.getGenericType()));
        }
        return fields;
    }

    private static String code(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            return generic.getRawType() == List.class
                    ? "list of " + code(arguments[0])
                    : "map of " + code(arguments[arguments.length - 1]);
        }
        Map<Type, String> plain = Map.of(
                String.class, "string",
                Instant.class, "string date-time",
                BigDecimal.class, "string decimal",
                long.class, "integer int64",
                Long.class, "integer int64",
                int.class, "integer int32",
                boolean.class, "boolean");
        return plain.getOrDefault(type, ((Class<?>) type).getSimpleName());
    }

    private static Set<String> required(Class<?> record) {
        return Arrays.stream(record.getRecordComponents())
                .filter(component -> !component.getAnnotatedType().isAnnotationPresent(Nullable.class))
                .filter(component -> !(component.getGenericType() instanceof ParameterizedType))
                .map(RecordComponent::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, Class<?>> typesByName() {
        Map<String, Class<?>> types = new TreeMap<>();
        EventTypes.names().forEach(name -> collect(EventTypes.find(name).orElseThrow(), types));
        return types;
    }

    private static void collect(Type type, Map<String, Class<?>> types) {
        if (type instanceof ParameterizedType generic) {
            Arrays.stream(generic.getActualTypeArguments()).forEach(argument -> collect(argument, types));
        } else if (type instanceof Class<?> ours
                && ours.getName().startsWith("io.ordertrail")
                && types.put(ours.getSimpleName(), ours) == null
                && ours.isRecord()) {
            Arrays.stream(ours.getRecordComponents()).forEach(part -> collect(part.getGenericType(), types));
        }
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static JsonNode follow(String reference) {
        return CONTRACT.at(reference.substring(1));
    }

    private static JsonNode read(Path file) {
        try {
            return new ObjectMapper(new YAMLFactory()).readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
