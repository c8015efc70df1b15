package io.ordertrail.kit.web;

import io.ordertrail.domain.ShopId;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The authenticated caller of the current request. */
@RequestScoped
public class Caller {

    static final String SHOP = "ordertrail.shop";

    private final SecurityIdentity identity;

    Caller(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** Returns who calls, for the record of decisions: the key's id, {@code operator}, or the user's name. */
    public String name() {
        return identity.getPrincipal().getName();
    }

    /** Returns the shop, if the caller is one; operators belong to no shop. */
    public Optional<ShopId> shop() {
        return Optional.ofNullable(identity.<@Nullable ShopId>getAttribute(SHOP));
    }

    /** Returns whether the caller may see what belongs to that shop or, if absent, to the operators. */
    public boolean maySee(@Nullable ShopId owner) {
        return shop().map(shop -> shop.equals(owner)).orElseGet(this::isOperator);
    }

    private boolean isOperator() {
        return identity.hasRole(Roles.OPERATOR) || identity.hasRole(Roles.READ_ONLY_OPERATOR);
    }
}
