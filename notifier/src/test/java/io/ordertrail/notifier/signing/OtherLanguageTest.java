package io.ordertrail.notifier.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The npm package of Standard Webhooks verifies what we sign; skipped where there is no Node.js or no registry. */
class OtherLanguageTest {

    private static final Path HOME = Path.of("target/npm").toAbsolutePath();
    private static final String BODY = "{\"type\":\"order.accepted\",\"data\":{\"name\":\"Zoë\"}}";

    private static final String VERIFY = """
            const { Webhook } = require('standardwebhooks');
            const crypto = require('crypto');
            const [key, id, timestamp, signature, body] = process.argv.slice(2);
            const headers = { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature };
            if (key.startsWith('whpk_')) {
              const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'),
                Buffer.from(key.slice(5), 'base64')]);
              const publicKey = crypto.createPublicKey({ key: der, format: 'der', type: 'spki' });
              const signed = Buffer.from(`${id}.${timestamp}.${body}`);
              const good = crypto.verify(null, signed, publicKey, Buffer.from(signature.slice(4), 'base64'));
              console.log(good ? 'verified' : 'wrong');
            } else {
              console.log(new Webhook(key).verify(body, headers).type === 'order.accepted' ? 'verified' : 'wrong');
            }
            """;

    private final SecureRandom random = new SecureRandom();

    @BeforeAll
    static void install() throws Exception {
        assumeTrue(works("node", "--version"), "there is no Node.js here");
        if (!Files.isDirectory(HOME.resolve("node_modules/standardwebhooks"))) {
            Files.createDirectories(HOME);
            assumeTrue(
                    works(
                            "npm",
                            "install",
                            "--prefix",
                            HOME.toString(),
                            "--no-audit",
                            "--no-fund",
                            "--ignore-scripts",
                            "standardwebhooks@1.1.1"),
                    "the npm package standardwebhooks cannot be had here");
        }
        Files.writeString(HOME.resolve("verify.js"), VERIFY);
    }

    @Test
    void v1_is_verified_by_the_npm_package() throws Exception {
        SigningKey key = SigningKey.generate(SigningScheme.V1, random);
        assertThat(verify(key, List.of(key))).isEqualTo("verified");
    }

    @Test
    void an_older_key_is_verified_beside_a_newer_one() throws Exception {
        SigningKey older = SigningKey.generate(SigningScheme.V1, random);
        SigningKey newer = SigningKey.generate(SigningScheme.V1, random);
        assertThat(verify(older, List.of(newer, older))).isEqualTo("verified");
    }

    @Test
    void v1a_is_verified_by_node_itself() throws Exception {
        SigningKey key = SigningKey.generate(SigningScheme.V1A, random);
        assertThat(verify(key, List.of(key))).isEqualTo("verified");
    }

    private static String verify(SigningKey key, List<SigningKey> keys) throws Exception {
        Signatures signed = Signatures.of("msg_1", Instant.now(), BODY.getBytes(UTF_8), keys);
        Process node = new ProcessBuilder(
                        "node", "verify.js", key.verifier(), signed.id(), signed.timestamp(), signed.signature(), BODY)
                .directory(HOME.toFile())
                .redirectErrorStream(true)
                .start();
        return new String(node.getInputStream().readAllBytes(), UTF_8).strip();
    }

    private static boolean works(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
