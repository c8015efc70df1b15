package io.ordertrail.notifier.problem;

import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every failure of a request as problem+json. */
public class ExceptionMappers {

    private static final Logger LOG = Logger.getLogger(ExceptionMappers.class);

    @ServerExceptionMapper
    Response problem(ProblemException e) {
        return answer(e.problem());
    }

    @ServerExceptionMapper
    Response nothingThere(NotFoundException e) {
        return answer(Problem.notFound("There is nothing at this path; see /q/openapi for what there is."));
    }

    @ServerExceptionMapper
    Response wrongMediaType(NotSupportedException e) {
        return answer(new Problem(
                "urn:ordertrail:problem:media-type", "Not this media type", 415, "Send application/json.", List.of()));
    }

    @ServerExceptionMapper
    Response asHttpHasIt(WebApplicationException e) {
        int status = e.getResponse().getStatus();
        return answer(new Problem(
                "urn:ordertrail:problem:http",
                e.getResponse().getStatusInfo().getReasonPhrase(),
                status,
                "See /q/openapi for what can be asked and how.",
                List.of()));
    }

    /** Our mistake: told in the log, not to the caller. */
    @ServerExceptionMapper
    Response mistake(Throwable e) {
        LOG.error("A request failed by a mistake of ours", e);
        return answer(new Problem(
                "urn:ordertrail:problem:internal",
                "Something went wrong here",
                500,
                "Nothing was changed. Try again; if it stays, tell the operator the time of the request.",
                List.of()));
    }

    /** The problem with its status and media type. */
    public static Response answer(Problem problem) {
        Response.ResponseBuilder response =
                Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
        return problem.status() == 401
                ? response.header("WWW-Authenticate", "Bearer").build()
                : response.build();
    }
}
