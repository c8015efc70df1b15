package io.ordertrail.refill.operator;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Admits requests with the operator's key, {@code Authorization: Bearer <key>}; without a configured key, none. It runs
 * for every REST resource, whatever its path: a check of the path would have to read it as the router does.
 */
public class OperatorKey {

    private static final String BEARER = "Bearer ";

    private final byte @Nullable [] expected;

    /** The key comes from the environment: ORDERTRAIL_OPERATOR_KEY. */
    OperatorKey(@ConfigProperty(name = "ordertrail.operator-key") Optional<String> key) {
        this.expected = key.map(OperatorKey::hash).orElse(null);
    }

    @ServerRequestFilter
    @Nullable
    Response check(ContainerRequestContext request) {
        String header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        boolean known = header != null
                && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                // Hashes of one length, compared in a time that does not tell where they differ.
                && expected != null
                && MessageDigest.isEqual(
                        expected, hash(header.substring(BEARER.length()).strip()));
        return known ? null : refusal();
    }

    private Response refusal() {
        return Response.status(Response.Status.UNAUTHORIZED)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(new Refusal(
                        expected == null
                                ? "No operator key is configured; set ORDERTRAIL_OPERATOR_KEY."
                                : "Send the operator's key as 'Authorization: Bearer <key>'."))
                .build();
    }

    /** Why not. */
    record Refusal(String error) {}

    private static byte[] hash(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }
}
