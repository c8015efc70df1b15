package io.ordertrail.kit.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;

/** Reads a body by hand, as strictly as bodies are read by themselves; for merge patches and optional bodies. */
public final class JsonBody {

    private static final ObjectMapper JSON =
            StrictBodies.makeStrict(new ObjectMapper().registerModule(new JavaTimeModule()));

    private JsonBody() {}

    /**
     * Returns the body as an object; an empty body is an empty object.
     *
     * @throws ProblemException 400
     */
    public static ObjectNode object(byte[] body) {
        try {
            JsonNode node = body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
            if (node instanceof ObjectNode object) {
                return object;
            }
            throw Problem.unreadable("The body must be one JSON object.");
        } catch (JsonProcessingException e) {
            throw new ProblemException(BodyProblems.of(e));
        } catch (IOException e) {
            throw Problem.unreadable("The body is no JSON in UTF-8; send one JSON object.");
        }
    }

    /**
     * Returns the body as that record.
     *
     * @throws ProblemException 400, naming the field that is wrong
     */
    public static <T> T read(byte[] body, Class<T> type) {
        return read(object(body), type);
    }

    /**
     * Returns the object as that record.
     *
     * @throws ProblemException 400, naming the field that is wrong
     */
    public static <T> T read(ObjectNode object, Class<T> type) {
        try {
            return JSON.treeToValue(object, type);
        } catch (JsonProcessingException e) {
            throw new ProblemException(BodyProblems.of(e));
        }
    }
}
