package io.ordertrail.kit.web;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.ordertrail.kit.web.Problem.FieldError;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is wrong with a body that could not be read, by field. */
final class BodyProblems {

    private BodyProblems() {}

    static Problem of(JsonProcessingException e) {
        return switch (e) {
            case UnrecognizedPropertyException unknown ->
                wrong(unknown, "is unknown", "Leave it out, or use one of %s.".formatted(known(unknown)));
            case JsonMappingException mapping
            when mapping.getCause() instanceof IllegalArgumentException refused ->
                wrong(mapping, "is wrong: " + refused.getMessage(), null);
            case JsonMappingException mapping
            when mapping.getPath().isEmpty() -> Problem.unreadableBody("The body must be one JSON object.");
            case JsonMappingException mapping ->
                wrong(mapping, "is of the wrong kind", "Send " + expected(mapping) + ".");
            default ->
                Problem.unreadableBody(
                        "The body is no JSON%s; send one JSON object.".formatted(where(e.getLocation())));
        };
    }

    private static Problem wrong(JsonMappingException e, String rule, @Nullable String remedy) {
        return Problem.wrongFields(List.of(new FieldError(path(e), rule, remedy)));
    }

    private static String known(UnrecognizedPropertyException e) {
        Collection<Object> known = e.getKnownPropertyIds();
        return known == null
                ? "none"
                : known.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
    }

    private static String expected(JsonMappingException e) {
        Class<?> type = e instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null;
        if (type == null) {
            return "what /q/openapi says";
        }
        if (type.isEnum()) {
            return "one of " + List.of(type.getEnumConstants());
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "a list of texts";
        }
        if (Number.class.isAssignableFrom(type) || (type.isPrimitive() && type != boolean.class)) {
            return "a whole number";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        if (Map.class.isAssignableFrom(type) || type.isRecord()) {
            return "an object";
        }
        if (type == Duration.class) {
            return "a duration, such as PT24H";
        }
        return type == Instant.class ? "a time by RFC 3339, such as 2026-11-20T08:00:00Z" : "a text";
    }

    private static String path(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.isEmpty() ? "body" : path.toString();
    }

    /** Unknown for what is longer than Jackson reads. */
    private static String where(@Nullable JsonLocation location) {
        return location == null ? "" : " (line %d, column %d)".formatted(location.getLineNr(), location.getColumnNr());
    }
}
