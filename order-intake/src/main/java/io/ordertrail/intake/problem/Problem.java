package io.ordertrail.intake.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/**
 * An error by RFC 9457. The detail says which field or header is wrong, what it must be, and what to do.
 *
 * @param field the field, parameter or header that it is about, where it is about one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @Nullable String field) {

    /** The media type. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** 400. */
    public static WebApplicationException badRequest(@Nullable String field, String detail) {
        return of(400, "Bad request", detail, field);
    }

    /** 401. */
    public static WebApplicationException unauthorized(String detail) {
        return of(401, "Unauthorized", detail, "Authorization");
    }

    /** 403. */
    public static WebApplicationException forbidden(String detail) {
        return of(403, "Forbidden", detail, null);
    }

    /** 404: also for what belongs to another shop. */
    public static WebApplicationException notFound(String detail) {
        return of(404, "Not found", detail, null);
    }

    /** 409. */
    public static WebApplicationException conflict(String detail) {
        return of(409, "Conflict", detail, null);
    }

    /** 422: understood, and not possible. */
    public static WebApplicationException unprocessable(String detail) {
        return of(422, "Unprocessable", detail, null);
    }

    /** 412: what the request was made for has changed. */
    public static WebApplicationException preconditionFailed(String field, String detail) {
        return of(412, "Precondition failed", detail, field);
    }

    /** 428: the request must say what it was made for. */
    public static WebApplicationException preconditionRequired(String field, String detail) {
        return of(428, "Precondition required", detail, field);
    }

    /** 503: what is needed does not answer now; the request may be repeated. */
    public static WebApplicationException unavailable(String detail) {
        return of(503, "Unavailable", detail, null);
    }

    /** The answer itself. */
    public static Response response(int status, String title, String detail, @Nullable String field) {
        return Response.status(status)
                .type(MEDIA_TYPE)
                .entity(new Problem("about:blank", title, status, detail, field))
                .build();
    }

    private static WebApplicationException of(int status, String title, String detail, @Nullable String field) {
        return new WebApplicationException(detail, response(status, title, detail, field));
    }
}
