package io.ordertrail.notifier.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.standardwebhooks.Webhook;
import java.net.http.HttpHeaders;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignaturesTest {

    private static final byte[] BODY = "{\"type\":\"order.accepted\",\"data\":{\"name\":\"Zoë\"}}".getBytes(UTF_8);

    private final SecureRandom random = new SecureRandom();
    private final Instant now = Instant.now();

    @Test
    void the_reference_library_verifies_v1() {
        SigningKey key = SigningKey.generate(SigningScheme.V1, random);

        Signatures signed = Signatures.of("msg_1", now, BODY, List.of(key));

        assertThatCode(() -> new Webhook(key.verifier()).verify(new String(BODY, UTF_8), headers(signed)))
                .doesNotThrowAnyException();
    }

    @Test
    void while_a_rotation_lasts_both_keys_verify() {
        SigningKey older = SigningKey.generate(SigningScheme.V1, random);
        SigningKey newer = SigningKey.generate(SigningScheme.V1, random);

        Signatures signed = Signatures.of("msg_1", now, BODY, List.of(newer, older));

        for (SigningKey key : List.of(newer, older)) {
            assertThatCode(() -> new Webhook(key.verifier()).verify(new String(BODY, UTF_8), headers(signed)))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void the_public_key_verifies_v1a() throws Exception {
        SigningKey key = SigningKey.generate(SigningScheme.V1A, random);

        Signatures signed = Signatures.of("msg_1", now, BODY, List.of(key));

        assertThat(signed.signature()).startsWith("v1a,");
        assertThat(key.verifier()).startsWith("whpk_");
        Signature verification = Signature.getInstance("Ed25519");
        verification.initVerify(publicKey(key.verifier()));
        verification.update(("msg_1." + now.getEpochSecond() + "." + new String(BODY, UTF_8)).getBytes(UTF_8));
        assertThat(verification.verify(
                        Base64.getDecoder().decode(signed.signature().substring(4))))
                .isTrue();
    }

    @Test
    void a_key_is_the_same_after_it_was_kept() {
        for (SigningScheme scheme : SigningScheme.values()) {
            SigningKey key = SigningKey.generate(scheme, random);
            SigningKey kept = SigningKey.fromBytes(key.toBytes());
            assertThat(kept.verifier()).isEqualTo(key.verifier());
            assertThat(kept.sign(BODY)).isEqualTo(key.sign(BODY));
        }
    }

    @Test
    void the_example_of_the_specification_is_signed_alike() {
        // The test vector of the reference implementations.
        byte[] secret = Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        byte[] kept = new byte[secret.length + 1];
        kept[0] = 1;
        System.arraycopy(secret, 0, kept, 1, secret.length);

        Signatures signed = Signatures.of(
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                Instant.ofEpochSecond(1614265330),
                "{\"test\": 2432232314}".getBytes(UTF_8),
                List.of(SigningKey.fromBytes(kept)));

        assertThat(signed.signature()).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void an_id_with_a_full_stop_is_refused() {
        SigningKey key = SigningKey.generate(SigningScheme.V1, random);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Signatures.of("orders.status/1", now, BODY, List.of(key)))
                .withMessageContaining("full stop");
    }

    @Test
    void a_key_does_not_show_itself() {
        SigningKey key = SigningKey.generate(SigningScheme.V1, random);
        String secret = HexFormat.of().formatHex(key.toBytes());
        assertThat(key.toString()).doesNotContain(key.verifier()).doesNotContain(secret);
    }

    private static HttpHeaders headers(Signatures signed) {
        return HttpHeaders.of(
                Map.of(
                        "webhook-id", List.of(signed.id()),
                        "webhook-timestamp", List.of(signed.timestamp()),
                        "webhook-signature", List.of(signed.signature())),
                (_, _) -> true);
    }

    private static PublicKey publicKey(String whpk) throws Exception {
        byte[] raw = Base64.getDecoder().decode(whpk.substring("whpk_".length()));
        byte[] prefix = HexFormat.of().parseHex("302a300506032b6570032100");
        byte[] encoded = new byte[prefix.length + raw.length];
        System.arraycopy(prefix, 0, encoded, 0, prefix.length);
        System.arraycopy(raw, 0, encoded, prefix.length, raw.length);
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    }
}
