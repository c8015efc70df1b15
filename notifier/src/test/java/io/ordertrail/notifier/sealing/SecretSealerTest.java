package io.ordertrail.notifier.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.ordertrail.notifier.sealing.SecretSealer.Sealed;
import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretSealerTest {

    private static final byte[] SECRET = "whsec of somebody".getBytes(UTF_8);

    private final SecureRandom random = new SecureRandom();
    private final String first = "k1:" + key((byte) 1);
    private final String second = "k2:" + key((byte) 2);

    @Test
    void what_was_sealed_opens_for_its_owner() {
        SecretSealer vault = SecretSealer.of(first, random);
        Sealed sealed = vault.seal("sub_1", SECRET);

        assertThat(sealed.keyId()).isEqualTo("k1");
        assertThat(new String(sealed.bytes(), UTF_8)).doesNotContain("whsec");
        assertThat(vault.open("sub_1", sealed)).isEqualTo(SECRET);
    }

    @Test
    void it_opens_for_nobody_else_and_not_when_changed() {
        SecretSealer vault = SecretSealer.of(first, random);
        Sealed sealed = vault.seal("sub_1", SECRET);

        assertThatIllegalStateException().isThrownBy(() -> vault.open("sub_2", sealed));
        sealed.bytes()[20] ^= 1;
        assertThatIllegalStateException().isThrownBy(() -> vault.open("sub_1", sealed));
    }

    @Test
    void the_same_secret_is_sealed_otherwise_each_time() {
        SecretSealer vault = SecretSealer.of(first, random);
        assertThat(vault.seal("sub_1", SECRET).bytes())
                .isNotEqualTo(vault.seal("sub_1", SECRET).bytes());
    }

    @Test
    void a_new_key_seals_while_the_old_one_still_opens() {
        Sealed old = SecretSealer.of(first, random).seal("sub_1", SECRET);
        SecretSealer rotated = SecretSealer.of(second + "," + first, random);

        assertThat(rotated.open("sub_1", old)).isEqualTo(SECRET);
        assertThat(rotated.isStale(old)).isTrue();
        assertThat(rotated.seal("sub_1", SECRET).keyId()).isEqualTo("k2");
    }

    @Test
    void a_key_that_is_gone_is_named_with_what_to_do() {
        Sealed old = SecretSealer.of(first, random).seal("sub_1", SECRET);
        assertThatIllegalStateException()
                .isThrownBy(() -> SecretSealer.of(second, random).open("sub_1", old))
                .withMessageContaining("'k1'")
                .withMessageContaining("ORDERTRAIL_NOTIFIER_ENCRYPTION_KEY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nocolon", "k1:short", "k1:AAAA", "k 1:AAAA", "k1:!!!"})
    void malformed_keys_are_reported_without_showing_them(String keys) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SecretSealer.of(keys, random))
                .withMessageNotContaining("AAAA")
                .withMessageNotContaining("!!!");
    }

    private static String key(byte fill) {
        byte[] bytes = new byte[32];
        java.util.Arrays.fill(bytes, fill);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
