package io.ordertrail.kit.web;

import io.ordertrail.kit.keys.KeyHash;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Authenticates by an API key: {@code Authorization: Bearer <key>}. A bearer token that is a signed JWT is left to
 * OpenID Connect, which is off unless {@code ordertrail.oidc.enabled} says otherwise. Every refusal for want of
 * authentication is answered here, as a {@link Problem}.
 */
@Singleton
class ApiKeyMechanism implements HttpAuthenticationMechanism {

    private static final String SCHEME = "Bearer ";
    /** Longer ones are no keys, and are not worth a hash. */
    private static final int LONGEST = 300;

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager identities) {
        String key = key(context);
        if (key == null) {
            return Uni.createFrom().nullItem();
        }
        AuthenticationRequest request = new ApiKeyRequest(KeyHash.of(key));
        return identities.authenticate(HttpSecurityUtils.setRoutingContextAttribute(request, context));
    }

    private static @Nullable String key(RoutingContext context) {
        String header = context.request().getHeader("Authorization");
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return null;
        }
        String token = header.substring(SCHEME.length()).strip();
        return token.isEmpty() || isSigned(token) || token.length() > LONGEST ? null : token;
    }

    /** A JWT has a header, a payload and a signature, and its header is a JSON object: {@code {"} is {@code eyJ}. */
    private static boolean isSigned(String token) {
        return token.startsWith("eyJ") && token.chars().filter(c -> c == '.').count() == 2;
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer"));
    }

    @Override
    public Uni<Boolean> sendChallenge(RoutingContext context) {
        boolean sent = context.request().getHeader("Authorization") != null;
        String detail = sent
                ? "This key or token is unknown, expired or revoked; ask an operator for another."
                : "Send your API key in the header 'Authorization: Bearer <key>'.";
        return ProblemRoutes.send(context, Problem.unauthorized(detail)).replaceWith(true);
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of(ApiKeyRequest.class);
    }

    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext context) {
        return Uni.createFrom()
                .item(new HttpCredentialTransport(HttpCredentialTransport.Type.AUTHORIZATION, "bearer", "api-key"));
    }

    /** Before OpenID Connect, which takes every bearer token for its own. */
    @Override
    public int getPriority() {
        return DEFAULT_PRIORITY + 1000;
    }
}
