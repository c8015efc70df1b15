package io.ordertrail.kit.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordertrail.domain.ShopId;
import io.ordertrail.events.KeyEvent.KeyRevoked;
import io.ordertrail.events.KeyEvent.KeyRole;
import io.ordertrail.events.KeyEvent.KeyValid;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeyTableTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private final KeyTable keys = new KeyTable();

    @Test
    void a_key_is_found_by_its_hash_with_its_role_and_shop() {
        keys.apply(valid(1, null));

        assertThat(keys.find(KeyHash.of("secret"), NOON))
                .contains(new ApiKey("key_1", KeyRole.SHOP, new ShopId("acme")));
        assertThat(keys.find(KeyHash.of("other"), NOON)).isEmpty();
        assertThat(keys.find("secret", NOON)).isEmpty();
    }

    @Test
    void a_revoked_key_is_not_found_whatever_is_read_after_it() {
        keys.apply(valid(1, null));
        keys.apply(new KeyRevoked("key_1", 2, NOON));
        keys.apply(valid(1, null));
        keys.apply(valid(3, null));

        assertThat(keys.find(KeyHash.of("secret"), NOON)).isEmpty();
        assertThat(keys.size()).isZero();
    }

    @Test
    void a_revocation_that_is_read_first_holds() {
        keys.apply(new KeyRevoked("key_1", 2, NOON));
        keys.apply(valid(1, null));

        assertThat(keys.find(KeyHash.of("secret"), NOON)).isEmpty();
    }

    @Test
    void a_key_expires_at_its_time_without_another_record() {
        keys.apply(valid(2, NOON));
        keys.apply(valid(1, null));

        assertThat(keys.find(KeyHash.of("secret"), NOON.minusMillis(1))).isPresent();
        assertThat(keys.find(KeyHash.of("secret"), NOON)).isEmpty();
    }

    @Test
    void a_key_of_a_shop_names_its_shop_and_another_none() {
        assertThatThrownBy(() -> new ApiKey("key_1", KeyRole.SHOP, null)).hasMessageContaining("shop");
        assertThatThrownBy(() -> new ApiKey("key_1", KeyRole.OPERATOR, new ShopId("acme")))
                .hasMessageContaining("shop");
    }

    private static KeyValid valid(long revision, @Nullable Instant expiresAt) {
        return new KeyValid("key_1", revision, KeyHash.of("secret"), KeyRole.SHOP, new ShopId("acme"), expiresAt, NOON);
    }
}
