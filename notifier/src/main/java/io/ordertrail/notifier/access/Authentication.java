package io.ordertrail.notifier.access;

import io.ordertrail.notifier.problem.ExceptionMappers;
import io.ordertrail.notifier.problem.Problem;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Response;
import java.security.MessageDigest;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Admits requests with a key, {@code Authorization: Bearer <key>}. It runs for every REST resource that is not
 * annotated with {@link PermitAll}, whatever its path: a check of the path would have to read it as the router does.
 */
public class Authentication {

    private static final int SHORTEST_KEY = 20;

    private final ApiKeyStore keys;
    private final CurrentCaller current;
    private final byte @Nullable [] operatorKey;

    /** The operator's first key comes from the environment: ORDERTRAIL_OPERATOR_KEY. */
    Authentication(
            ApiKeyStore keys,
            CurrentCaller current,
            @ConfigProperty(name = "ordertrail.operator-key") Optional<String> operatorKey) {
        this.keys = keys;
        this.current = current;
        this.operatorKey =
                operatorKey.map(Authentication::longEnough).map(ApiKey::hash).orElse(null);
    }

    /** Made at the start, so that a key that is too short is told then and not to the first who asks. */
    void begin(@Observes StartupEvent event) {}

    private static String longEnough(String key) {
        if (key.length() < SHORTEST_KEY) {
            throw new IllegalArgumentException("ordertrail.operator-key must have at least " + SHORTEST_KEY
                    + " characters; set ORDERTRAIL_OPERATOR_KEY to something like $(openssl rand -hex 20)");
        }
        return key;
    }

    @ServerRequestFilter
    Uni<@Nullable Response> authenticate(ContainerRequestContext request, ResourceInfo resource) {
        if (resource.getResourceClass().isAnnotationPresent(PermitAll.class)) {
            return Uni.createFrom().nullItem();
        }
        String header = request.getHeaderString("Authorization");
        if (header == null || !header.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return refusal("Send your key as 'Authorization: Bearer <key>'.");
        }
        byte[] hash = ApiKey.hash(header.substring(7).strip());
        // isEqual takes the same time wherever the first difference is.
        if (operatorKey != null && MessageDigest.isEqual(operatorKey, hash)) {
            current.set(new Caller.Operator());
            return Uni.createFrom().nullItem();
        }
        return keys.find(hash).flatMap(this::admit);
    }

    private Uni<@Nullable Response> admit(Optional<ApiKey> key) {
        if (key.isEmpty()) {
            return refusal("This key is not known, or was revoked; ask an operator for another.");
        }
        current.set(
                key.get().shop() == null
                        ? new Caller.Operator()
                        : new Caller.Shop(key.get().shop()));
        return Uni.createFrom().nullItem();
    }

    private static Uni<@Nullable Response> refusal(String detail) {
        return Uni.createFrom().item(ExceptionMappers.answer(Problem.unauthorized(detail)));
    }
}
