package io.ordertrail.kit.web;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.security.credential.Credential;
import io.quarkus.security.credential.TokenCredential;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * Gives the bearer of a token the role that the issuer's claim is mapped to, and no other: a claim that happens to be
 * called {@code operator} means nothing here.
 */
@Singleton
class OidcRoles implements SecurityIdentityAugmentor {

    private final OidcConfig config;

    OidcRoles(OidcConfig config) {
        this.config = config;
    }

    /** Stops the start if a setting is missing. */
    void check(@Observes StartupEvent event) {
        if (config.enabled() && (config.issuer().isEmpty() || config.audience().isEmpty())) {
            throw new IllegalArgumentException(
                    "ordertrail.oidc.enabled needs ordertrail.oidc.issuer and ordertrail.oidc.audience");
        }
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        boolean byToken = identity.getCredentials().stream().anyMatch(TokenCredential.class::isInstance);
        return Uni.createFrom().item(byToken ? mapped(identity) : identity);
    }

    private SecurityIdentity mapped(SecurityIdentity identity) {
        QuarkusSecurityIdentity.Builder mapped =
                QuarkusSecurityIdentity.builder().setPrincipal(identity.getPrincipal());
        identity.getCredentials().forEach((Credential credential) -> mapped.addCredential(credential));
        Set<String> claimed = identity.getRoles();
        if (claimed.contains(config.operatorRole())) {
            mapped.addRole(Roles.OPERATOR);
        } else if (claimed.contains(config.readOnlyOperatorRole())) {
            mapped.addRole(Roles.READ_ONLY_OPERATOR);
        }
        return mapped.build();
    }
}
