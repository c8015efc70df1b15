package io.ordertrail.notifier.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * An RFC 9457 problem.
 *
 * @param type a word that does not change, for programs
 * @param title the same for all problems of the type
 * @param detail what happened here, and what to do
 * @param errors the fields that are wrong; none in JSON if there are none
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(String type, String title, int status, String detail, List<FieldError> errors) {

    /** The media type. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String TYPES = "urn:ordertrail:problem:";

    /** A field, the rule that it broke, and the remedy. */
    public record FieldError(String field, String rule, String remedy) {}

    /** 401. */
    public static Problem unauthorized(String detail) {
        return new Problem(TYPES + "unauthorized", "No valid API key", 401, detail, List.of());
    }

    /** 403. */
    public static Problem forbidden(String detail) {
        return new Problem(TYPES + "forbidden", "Not for this API key", 403, detail, List.of());
    }

    /** 404. */
    public static Problem notFound(String detail) {
        return new Problem(TYPES + "not-found", "Not found", 404, detail, List.of());
    }

    /** 409. */
    public static Problem conflict(String detail) {
        return new Problem(TYPES + "conflict", "Not in this state", 409, detail, List.of());
    }

    /** 400: the request as a whole cannot be read. */
    public static Problem unreadable(String detail) {
        return new Problem(TYPES + "unreadable", "The request cannot be read", 400, detail, List.of());
    }

    /** 422: it can be read, and these fields are wrong. */
    public static Problem invalid(List<FieldError> errors) {
        String fields = String.join(", ", errors.stream().map(FieldError::field).toList());
        return new Problem(
                TYPES + "invalid", "Fields are wrong", 422, "Change these and send it again: " + fields, errors);
    }
}
