package io.ordertrail.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.ordertrail.domain.OrderContent;
import io.ordertrail.domain.Warranty;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * The JSON of events: times as text by ISO 8601, amounts of money as text, absent instead of null. What shops send is
 * read strictly (a misspelt field is reported, not ignored); what services send leniently (a newer one may say more).
 */
public final class EventJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new StrictIntegers())
            .addModule(warranties())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .addMixIn(OrderContent.class, Parameters.class)
            .build();

    private static final ObjectReader STRICT = MAPPER.reader(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private EventJson() {}

    /** A warranty is a text as settings write it: {@code none}, {@code lifetime} or {@code 30d}. */
    private static SimpleModule warranties() {
        return new SimpleModule("warranties")
                .addSerializer(Warranty.class, new ToStringSerializer(Warranty.class))
                .addDeserializer(Warranty.class, new WarrantyReader());
    }

    private static final class WarrantyReader extends JsonDeserializer<Warranty> {
        @Override
        public Warranty deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return Warranty.parse(parser.getText());
        }
    }

    /** A mapper of its own for the caller; changing it changes nothing here. */
    public static ObjectMapper mapper() {
        return MAPPER.copy();
    }

    static ObjectReader readerFor(Class<? extends Event> record) {
        boolean fromShops = ShopRequest.class.isAssignableFrom(record) || record == Measurement.class;
        return fromShops ? STRICT.forType(record) : MAPPER.readerFor(record);
    }

    /** {@code content.quantity}, or {@code data} for the whole. */
    static String path(JsonMappingException e) {
        String path = e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."));
        return path.isEmpty() ? "data" : path;
    }

    /** The reason alone: the type's own words where it refused the value, without Jackson's class names. */
    static String explain(JsonMappingException e) {
        Throwable cause = e.getCause();
        return switch (cause) {
            case IllegalArgumentException ours when ours.getMessage() != null -> ours.getMessage();
            case null, default -> firstLine(e.getOriginalMessage()).replaceAll("`[^`]*\\.([A-Za-z$]+)`", "$1");
        };
    }

    static String firstLine(String text) {
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }

    /** How {@code parameters} is read: each value a text, a number, or a list of texts that becomes lines. */
    private abstract static class Parameters {
        @JsonDeserialize(using = ParametersReader.class)
        abstract Map<String, String> parameters();
    }

    private static final class ParametersReader extends JsonDeserializer<Map<String, String>> {
        @Override
        public Map<String, String> deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            JsonNode node = parser.readValueAsTree();
            if (!(node instanceof ObjectNode object)) {
                return context.reportInputMismatch(Map.class, "must be an object of texts");
            }
            Map<String, String> parameters = new TreeMap<>();
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                parameters.put(field.getKey(), text(field.getKey(), field.getValue(), context));
            }
            return parameters;
        }

        private static String text(String name, JsonNode value, DeserializationContext context) throws IOException {
            if (value instanceof ArrayNode list
                    && StreamSupport.stream(list.spliterator(), false).allMatch(JsonNode::isTextual)) {
                return StreamSupport.stream(list.spliterator(), false)
                        .map(JsonNode::textValue)
                        .collect(Collectors.joining("\n"));
            }
            if (!value.isValueNode() || value.isNull()) {
                return context.reportInputMismatch(
                        String.class, "parameter '%s' must be a text, a number or a list of texts", name);
            }
            return value.asText();
        }
    }
}
