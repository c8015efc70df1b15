package io.ordertrail.notifier.problem;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordertrail.notifier.problem.Problem.FieldError;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what was sent strictly, and says by field what is wrong with it. */
public final class RequestBody {

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);

    private RequestBody() {}

    /** The body as an object; an empty body is an empty object. */
    public static ObjectNode object(byte[] body) {
        try {
            JsonNode node = body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
            if (node instanceof ObjectNode object) {
                return object;
            }
            throw new ProblemException(Problem.unreadable("The body must be one JSON object."));
        } catch (JsonProcessingException e) {
            throw new ProblemException(Problem.unreadable(
                    "The body is no JSON%s; send one JSON object.".formatted(where(e.getLocation()))));
        } catch (IOException e) {
            throw new ProblemException(Problem.unreadable("The body is no JSON in UTF-8; send one JSON object."));
        }
    }

    /** Unknown for what is longer than Jackson reads. */
    private static String where(@Nullable JsonLocation location) {
        return location == null ? "" : " (line %d, column %d)".formatted(location.getLineNr(), location.getColumnNr());
    }

    /** The body as that record. */
    public static <T> T read(byte[] body, Class<T> type) {
        return read(object(body), type);
    }

    /** The object as that record. */
    public static <T> T read(ObjectNode object, Class<T> type) {
        try {
            return JSON.treeToValue(object, type);
        } catch (UnrecognizedPropertyException e) {
            throw invalid(path(e), "is not known", "Leave it out, or use one of " + e.getKnownPropertyIds() + ".");
        } catch (JsonMappingException e) {
            throw invalid(path(e), "is of the wrong kind", "Send " + expected(e) + ".");
        } catch (JsonProcessingException e) {
            throw new ProblemException(Problem.unreadable("The body cannot be read; send one JSON object."));
        }
    }

    private static String expected(JsonMappingException e) {
        if (e instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
            Class<?> type = mismatch.getTargetType();
            return List.class.isAssignableFrom(type)
                    ? "a list of texts"
                    : Number.class.isAssignableFrom(type)
                            ? "a whole number"
                            : type == Boolean.class ? "true or false" : "a text";
        }
        return "what /q/openapi says";
    }

    private static String path(JsonMappingException e) {
        String path = e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."));
        return path.isEmpty() ? "body" : path;
    }

    private static ProblemException invalid(String field, String rule, String remedy) {
        return new ProblemException(Problem.invalid(List.of(new FieldError(field, rule, remedy))));
    }
}
