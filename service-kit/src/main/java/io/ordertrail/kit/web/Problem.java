package io.ordertrail.kit.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An error by RFC 9457, the same at all services.
 *
 * @param type a word that does not change, for programs
 * @param title the same for all problems of the type
 * @param detail what happened here, and what to do
 * @param errors the fields, parameters or headers that are wrong; not in the JSON if there are none
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(String type, String title, int status, String detail, List<FieldError> errors) {

    /** The media type. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String TYPES = "urn:ordertrail:problem:";

    /** The list of errors does not change. */
    public Problem {
        errors = List.copyOf(errors);
    }

    /**
     * A field that is wrong.
     *
     * @param field its path in the body, or the name of a parameter or header
     * @param rule the rule that it broke
     * @param remedy what to send instead, where the rule does not say it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FieldError(
            String field, String rule, @Nullable String remedy) {

        @Override
        public String toString() {
            return field + " " + rule + (remedy == null ? "" : ". " + remedy);
        }
    }

    /** Returns a problem without fields. */
    public static Problem of(int status, String type, String title, String detail) {
        return new Problem(TYPES + type, title, status, detail, List.of());
    }

    private static Problem ofField(int status, String type, String title, String field, String detail) {
        return new Problem(TYPES + type, title, status, detail, List.of(new FieldError(field, detail, null)));
    }

    static Problem unauthorized(String detail) {
        return of(401, "unauthorized", "No valid key", detail);
    }

    static Problem notAllowed(String detail) {
        return of(403, "forbidden", "Not allowed for this key", detail);
    }

    static Problem internal() {
        return of(500, "internal", "Internal error", "Internal error. Nothing was changed; it is safe to retry.");
    }

    static Problem unreadableBody(String detail) {
        return of(400, "unreadable", "The request cannot be read", detail);
    }

    static Problem wrongFields(List<FieldError> errors) {
        String detail = errors.stream().map(FieldError::toString).collect(Collectors.joining(" "));
        return new Problem(TYPES + "invalid", "Fields are wrong", 400, detail, errors);
    }

    /** 400: the request cannot be read. */
    public static ProblemException unreadable(String detail) {
        return new ProblemException(unreadableBody(detail));
    }

    /**
     * 400: something in the request is wrong.
     *
     * @param field the field, parameter or header that is wrong, if it is one
     * @param detail a sentence that says what it must be
     */
    public static ProblemException badRequest(@Nullable String field, String detail) {
        return field == null
                ? unreadable(detail)
                : new ProblemException(ofField(400, "invalid", "Fields are wrong", field, detail));
    }

    /** 400: this field is wrong. */
    public static ProblemException invalid(String field, String rule, @Nullable String remedy) {
        return invalid(List.of(new FieldError(field, rule, remedy)));
    }

    /** 400: these fields are wrong. */
    public static ProblemException invalid(List<FieldError> errors) {
        return new ProblemException(wrongFields(errors));
    }

    /** 403. */
    public static ProblemException forbidden(String detail) {
        return new ProblemException(notAllowed(detail));
    }

    /** 404: also for what belongs to another shop. */
    public static ProblemException notFound(String detail) {
        return new ProblemException(of(404, "not-found", "Not found", detail));
    }

    /** 409. */
    public static ProblemException conflict(String detail) {
        return new ProblemException(of(409, "conflict", "Not possible in this state", detail));
    }

    /**
     * 412: what the request was made for has changed.
     *
     * @param field the header that names it
     */
    public static ProblemException preconditionFailed(String field, String detail) {
        return new ProblemException(ofField(412, "precondition-failed", "Changed meanwhile", field, detail));
    }

    /**
     * 428: the request must say what it was made for.
     *
     * @param field the header that names it
     */
    public static ProblemException preconditionRequired(String field, String detail) {
        return new ProblemException(ofField(428, "precondition-required", "Precondition required", field, detail));
    }

    /** 503: what is needed does not answer now; the request may be repeated. */
    public static ProblemException unavailable(String detail) {
        return new ProblemException(of(503, "unavailable", "Not available now", detail));
    }

    /** 422: understood, and not possible. */
    public static ProblemException unprocessable(String detail) {
        return new ProblemException(of(422, "unprocessable", "Not possible", detail));
    }

    /**
     * Reads the text of a field as a value that checks itself.
     *
     * @throws ProblemException 400, naming the field, if the value refuses the text
     */
    public static <T> T parse(String field, String text, Function<String, T> type) {
        try {
            return type.apply(text);
        } catch (IllegalArgumentException e) {
            throw badRequest(field, String.valueOf(e.getMessage()));
        }
    }
}
