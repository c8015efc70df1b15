package io.ordertrail.kit.web;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Operators who log in with an OpenID Connect issuer, beside API keys. */
@ConfigMapping(prefix = "ordertrail.oidc")
interface OidcConfig {

    /** Whether bearer tokens of the issuer are accepted. */
    @WithDefault("false")
    boolean enabled();

    /** The issuer's URL; {@code /.well-known/openid-configuration} is below it. Needed if enabled. */
    Optional<String> issuer();

    /** What a token's {@code aud} must name, so that tokens for other applications are refused. Needed if enabled. */
    Optional<String> audience();

    /** The claim with the roles, a list of texts; a path with slashes for a nested claim. */
    @WithDefault("groups")
    String roleClaim();

    /** The value of the claim that makes an operator. */
    @WithDefault("ordertrail-operator")
    String operatorRole();

    /** The value of the claim that makes a read-only operator. */
    @WithDefault("ordertrail-read-only")
    String readOnlyOperatorRole();
}
