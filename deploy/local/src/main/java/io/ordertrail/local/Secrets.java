package io.ordertrail.local;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Properties;

/** The keys of this installation: made once, kept with its data, readable by its user alone. */
final class Secrets {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path file;
    private final Properties kept = new Properties();

    private Secrets(Path file) {
        this.file = file;
    }

    static Secrets in(DataDirectory home) {
        Secrets secrets = new Secrets(home.data().resolve("secrets.properties"));
        try {
            if (Files.exists(secrets.file)) {
                try (Reader reader = Files.newBufferedReader(secrets.file)) {
                    secrets.kept.load(reader);
                }
            } else {
                Files.createFile(
                        secrets.file,
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
        } catch (IOException e) {
            throw new LauncherException("%s cannot be used: %s".formatted(secrets.file, e.getMessage()), e);
        }
        secrets.makeIfAbsent("operator-key", "otk_local_" + random(20));
        secrets.makeIfAbsent("encryption-key", "local:" + Base64.getEncoder().encodeToString(bytes(32)));
        return secrets;
    }

    /** The operator's key, the same at every service. */
    String operatorKey() {
        return kept.getProperty("operator-key");
    }

    /** The key of the shop of the sample orders; empty before it was made. */
    Optional<String> shopKey() {
        return Optional.ofNullable(kept.getProperty("shop-key"));
    }

    void keepShopKey(String key) {
        keep("shop-key", key);
    }

    /** The key that notifier seals its secrets with. */
    String encryptionKey() {
        return kept.getProperty("encryption-key");
    }

    /** The signing key of the webhooks; empty before the subscription was made. */
    Optional<String> webhookSecret() {
        return Optional.ofNullable(kept.getProperty("webhook-secret"));
    }

    void keepWebhookSecret(String secret) {
        keep("webhook-secret", secret);
    }

    private void makeIfAbsent(String name, String value) {
        if (kept.getProperty(name) == null) {
            keep(name, value);
        }
    }

    private void keep(String name, String value) {
        kept.setProperty(name, value);
        try (Writer writer = Files.newBufferedWriter(file)) {
            kept.store(writer, null);
        } catch (IOException e) {
            throw new LauncherException("%s cannot be written: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static String random(int size) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(size));
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
