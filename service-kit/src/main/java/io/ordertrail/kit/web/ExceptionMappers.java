package io.ordertrail.kit.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.ordertrail.kit.keys.KeysNotReadException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every failure of a request as a {@link Problem}. */
class ExceptionMappers {

    private static final Logger LOG = Logger.getLogger(ExceptionMappers.class);

    @ServerExceptionMapper
    Response problem(ProblemException e) {
        return answer(e.problem());
    }

    @ServerExceptionMapper
    Response notAuthenticated(UnauthorizedException e) {
        return answer(Problem.unauthorized("Send your API key in the header 'Authorization: Bearer <key>'."));
    }

    @ServerExceptionMapper
    Response notAuthenticated(AuthenticationFailedException e) {
        return answer(Problem.unauthorized("This key or token is unknown, expired or revoked."));
    }

    @ServerExceptionMapper
    Response notAllowed(ForbiddenException e) {
        return answer(Problem.notAllowed("Your key's role does not allow this; ask an operator."));
    }

    @ServerExceptionMapper
    Response keysNotRead(KeysNotReadException e) {
        return answer(ProblemRoutes.KEYS_NOT_READ);
    }

    @ServerExceptionMapper
    Response body(MismatchedInputException e) {
        return answer(BodyProblems.of(e));
    }

    @ServerExceptionMapper
    Response body(JsonProcessingException e) {
        return answer(BodyProblems.of(e));
    }

    /** A path that is no resource, or a parameter that could not be converted. */
    @ServerExceptionMapper
    Response notFound(NotFoundException e, UriInfo request) {
        return answer(
                e.getCause() == null
                        ? Problem.of(
                                404,
                                "not-found",
                                "Not found",
                                "There is nothing at this path; see /q/openapi for what there is.")
                        : wrongParameter(e.getCause(), request));
    }

    /** Conversion failures do not name the parameter; the text that could not be converted finds it. */
    private static Problem wrongParameter(Throwable cause, UriInfo request) {
        Optional<String> name = request.getQueryParameters().entrySet().stream()
                .filter(parameter -> parameter.getValue().stream()
                        .anyMatch(value -> String.valueOf(cause.getMessage()).contains('"' + value + '"')))
                .map(java.util.Map.Entry::getKey)
                .findFirst();
        return name.map(parameter -> Problem.badRequest(
                                parameter,
                                "%s cannot be '%s'; see /q/openapi for what it must be."
                                        .formatted(
                                                parameter,
                                                request.getQueryParameters().getFirst(parameter)))
                        .problem())
                .orElseGet(() -> Problem.of(
                        404, "not-found", "Not found", "There is nothing at this path: an id in it is no id."));
    }

    @ServerExceptionMapper
    Response wrongMediaType(NotSupportedException e) {
        return answer(Problem.of(
                415,
                "media-type",
                "Unsupported media type",
                "Send JSON, with the header 'Content-Type: application/json'."));
    }

    /** Responses with a body are the answer of a resource; the framework's have none. */
    @ServerExceptionMapper
    Response http(WebApplicationException e) {
        Response response = e.getResponse();
        if (response.hasEntity()) {
            return response;
        }
        if (e.getCause() instanceof JsonProcessingException body) {
            return answer(BodyProblems.of(body));
        }
        return answer(ProblemRoutes.ofStatus(response.getStatus()));
    }

    /** Internal errors are explained in the log and not to the caller. */
    @ServerExceptionMapper
    Response unexpected(Throwable e) {
        LOG.error("Unhandled exception in a request handler", e);
        return answer(Problem.internal());
    }

    private static Response answer(Problem problem) {
        Response.ResponseBuilder response =
                Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
        ProblemRoutes.headers(problem).forEach(response::header);
        return response.build();
    }
}
