package io.ordertrail.kit.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.ordertrail.kit.keys.KeysNotReadException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Failures before a resource is reached, such as a body that is too large, as a {@link Problem}. */
@Singleton
class ProblemRoutes {

    static final Problem KEYS_NOT_READ = Problem.of(
            503,
            "starting",
            "Starting",
            "The service has not read the API keys yet; send the request again in a second.");

    private static final ObjectMapper JSON = new ObjectMapper();

    void install(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(ProblemRoutes::handle);
    }

    private static void handle(RoutingContext context) {
        Problem problem = problem(context);
        if (problem == null || context.response().headWritten()) {
            context.next();
        } else {
            write(context, problem);
        }
    }

    /** Returns the problem; absent for failures that Quarkus answers itself, such as a challenge. */
    private static @Nullable Problem problem(RoutingContext context) {
        return switch (context.failure()) {
            case ProblemException e -> e.problem();
            case KeysNotReadException _ -> KEYS_NOT_READ;
            case null -> context.statusCode() >= 400 ? ofStatus(context.statusCode()) : null;
            default -> null;
        };
    }

    static Problem ofStatus(int status) {
        return Problem.of(
                status,
                "http",
                HttpResponseStatus.valueOf(status).reasonPhrase(),
                "See /q/openapi for what can be requested and how.");
    }

    static Map<String, String> headers(Problem problem) {
        return switch (problem.status()) {
            case 401 -> Map.of("WWW-Authenticate", "Bearer");
            case 503 -> Map.of("Retry-After", "1");
            default -> Map.of();
        };
    }

    /** Answers a request that no resource handles. */
    static Uni<Void> send(RoutingContext context, Problem problem) {
        return Uni.createFrom().voidItem().invoke(() -> write(context, problem));
    }

    private static void write(RoutingContext context, Problem problem) {
        HttpServerResponse response = context.response().setStatusCode(problem.status());
        response.putHeader("Content-Type", Problem.MEDIA_TYPE);
        headers(problem).forEach(response::putHeader);
        try {
            response.end(JSON.writeValueAsString(problem));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem is JSON", e);
        }
    }
}
