package io.ordertrail.intake.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Errors that frameworks throw, told as ours are. */
class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    Response json(JsonProcessingException e) {
        String field = e instanceof JsonMappingException mapping
                ? mapping.getPath().stream()
                        .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                        .collect(Collectors.joining("."))
                : null;
        String first = e.getOriginalMessage().lines().findFirst().orElse("");
        return Problem.response(400, "Bad request", "The body cannot be read: " + first, field);
    }

    /** Ours bring their answer; the framework's say what they say, as a problem. */
    @ServerExceptionMapper
    Response web(WebApplicationException e) {
        Response response = e.getResponse();
        if (response.hasEntity()) {
            return response;
        }
        String remedy =
                response.getStatus() == 415 ? " Send JSON, with the header 'Content-Type: application/json'." : "";
        return Problem.response(
                response.getStatus(), response.getStatusInfo().getReasonPhrase(), e.getMessage() + "." + remedy, null);
    }

    @ServerExceptionMapper
    Response illegal(IllegalArgumentException e) {
        return Problem.response(400, "Bad request", String.valueOf(e.getMessage()), null);
    }

    @ServerExceptionMapper
    Response unexpected(RuntimeException e) {
        LOG.error("A request failed by a mistake of ours", e);
        return Problem.response(
                500,
                "Internal error",
                "The request failed; its log entry says why. Nothing is half done: repeat it.",
                null);
    }
}
