package io.ordertrail.kit.keys;

import io.ordertrail.domain.ShopId;
import io.ordertrail.events.KeyEvent.KeyRole;
import org.jspecify.annotations.Nullable;

/**
 * A key that may be used now, without the key itself.
 *
 * @param shop for the role SHOP
 */
public record ApiKey(String id, KeyRole role, @Nullable ShopId shop) {

    /** @throws IllegalArgumentException if a key of a shop names none, or another key does */
    public ApiKey {
        if ((role == KeyRole.SHOP) != (shop != null)) {
            throw new IllegalArgumentException("shop must be set for the role SHOP and for no other");
        }
    }
}
