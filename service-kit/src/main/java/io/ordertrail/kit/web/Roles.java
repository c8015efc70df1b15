package io.ordertrail.kit.web;

import io.ordertrail.events.KeyEvent.KeyRole;
import java.util.Locale;

/** The roles of callers, as {@code @RolesAllowed} names them. */
public final class Roles {

    /** May see and change everything. */
    public static final String OPERATOR = "operator";
    /** May see everything and change nothing. */
    public static final String READ_ONLY_OPERATOR = "read-only-operator";
    /** May see and change what belongs to its shop. */
    public static final String SHOP = "shop";

    private Roles() {}

    /** Returns the name of a key's role. */
    public static String of(KeyRole role) {
        return role.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
