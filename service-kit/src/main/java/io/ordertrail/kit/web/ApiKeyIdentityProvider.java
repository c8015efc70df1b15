package io.ordertrail.kit.web;

import io.ordertrail.events.KeyEvent.KeyRole;
import io.ordertrail.kit.keys.ApiKey;
import io.ordertrail.kit.keys.ApiKeys;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** Finds out whose key it is. */
@Singleton
class ApiKeyIdentityProvider implements IdentityProvider<ApiKeyRequest> {

    private static final ApiKey FIRST_OPERATOR = new ApiKey("operator", KeyRole.OPERATOR, null);

    private final OperatorKey operator;
    private final ApiKeys keys;

    ApiKeyIdentityProvider(OperatorKey operator, ApiKeys keys) {
        this.operator = operator;
        this.keys = keys;
    }

    @Override
    public Class<ApiKeyRequest> getRequestType() {
        return ApiKeyRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(ApiKeyRequest request, AuthenticationRequestContext context) {
        if (operator.matches(request.hash())) {
            return Uni.createFrom().item(identity(FIRST_OPERATOR));
        }
        return keys.find(request.hash())
                .map(key -> key.map(ApiKeyIdentityProvider::identity)
                        .orElseThrow(() -> new AuthenticationFailedException(
                                "This key is unknown, expired or revoked; ask an operator for another.")));
    }

    private static SecurityIdentity identity(ApiKey key) {
        QuarkusSecurityIdentity.Builder identity = QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(key.id()))
                .addRole(Roles.of(key.role()));
        if (key.shop() != null) {
            identity.addAttribute(Caller.SHOP, key.shop());
        }
        return identity.build();
    }
}
