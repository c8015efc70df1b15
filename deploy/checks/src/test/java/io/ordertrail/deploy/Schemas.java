package io.ordertrail.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The strict schemas of Kubernetes' objects and of the operators' own, one for each kind: see deploy/checks/schemas. */
final class Schemas {

    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7);
    private static final Map<String, JsonSchema> LOADED = new ConcurrentHashMap<>();

    private Schemas() {}

    /** What is wrong with the object, each with its place; empty if nothing is. */
    static List<String> faults(JsonNode object) {
        String name = object.path("apiVersion").asText().replace('/', '_') + "_"
                + object.path("kind").asText() + ".json";
        return LOADED.computeIfAbsent(name, Schemas::load).validate(object).stream()
                .map(Object::toString)
                .toList();
    }

    /** Returns what is wrong with a document by a schema of this name. */
    static List<String> faults(String schema, JsonNode document) {
        return LOADED.computeIfAbsent(schema, Schemas::load).validate(document).stream()
                .map(Object::toString)
                .toList();
    }

    private static JsonSchema load(String name) {
        try (InputStream text = Schemas.class.getResourceAsStream("/schemas/" + name)) {
            if (text == null) {
                throw new IllegalStateException(
                        "no schema " + name + ": add the kind to deploy/checks/schemas/generate.mjs");
            }
            return FACTORY.getSchema(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
