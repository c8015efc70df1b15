package io.ordertrail.local;

import io.ordertrail.testsupport.EmbeddedPostgres;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The settings of a service, as a properties file of its own that overrides what is in its jar. A file rather than
 * arguments, which every user of the machine can read.
 */
record ServiceSettings(DataDirectory home, Ports ports, EmbeddedPostgres postgres, String kafka, Secrets secrets) {

    private static final List<String> PANELS = List.of("smmnew", "smmowner", "promosmm", "smmnova", "smmgulf");

    /** Above application.properties (250), below system properties and the environment. */
    private static final String ORDINAL = "275";

    /** Writes the file; to be named by {@code QUARKUS_CONFIG_LOCATIONS}. */
    Path write(LaunchedService service, Optional<Path> panels) {
        Map<String, String> settings =
                new TreeMap<>(panels.map(ServiceSettings::read).orElseGet(this::simulated));
        settings.put("config_ordinal", ORDINAL);
        settings.put("quarkus.http.port", Integer.toString(ports.of(service)));
        settings.put("quarkus.http.host", "localhost");
        settings.put("quarkus.management.host", "localhost");
        settings.put("quarkus.datasource.jdbc.url", postgres.jdbcUrl(service.database()));
        settings.put("quarkus.datasource.reactive.url", postgres.reactiveUrl(service.database()));
        settings.put("quarkus.datasource.username", postgres.username());
        settings.put("quarkus.datasource.password", postgres.password());
        settings.put("kafka.bootstrap.servers", kafka);
        settings.put("ordertrail.operator-key", secrets.operatorKey());
        settings.putAll(own(service));
        if (panels.isEmpty()) {
            settings.putAll(SimulatorTimings.OF_THE_SIMULATOR);
        }
        return write(home.data().resolve("settings").resolve(service.title() + ".properties"), settings);
    }

    private Map<String, String> own(LaunchedService service) {
        return switch (service) {
            case NOTIFIER ->
                Map.of(
                        "ordertrail.notifier.encryption-key", secrets.encryptionKey(),
                        "ordertrail.notifier.webhooks.allow-http", "true",
                        "ordertrail.notifier.webhooks.allowed-networks", "127.0.0.0/8,::1/128",
                        "ordertrail.notifier.webhooks.allowed-ports", "1024-65535,80,443",
                        "quarkus.mailer.host", "localhost",
                        "quarkus.mailer.port", Integer.toString(ports.smtp()),
                        "quarkus.mailer.mock", "false");
            case ORDER_INTAKE, STATUS_POLLER, REFILL_MANAGER -> Map.of();
        };
    }

    private Map<String, String> simulated() {
        Map<String, String> settings = new TreeMap<>();
        PANELS.forEach(panel -> {
            String prefix = "ordertrail.panels." + panel + ".";
            settings.put(prefix + "url", "http://localhost:%d/%s/api/v2".formatted(ports.simulator(), panel));
            settings.put(prefix + "dialect", panel);
            settings.put(prefix + "key", panel + "-key");
            settings.put(prefix + "requests-per-second", "20");
        });
        return settings;
    }

    private static Map<String, String> read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new LauncherException("%s is no properties file: %s".formatted(file, e.getMessage()), e);
        }
        Map<String, String> panels = new TreeMap<>();
        properties.stringPropertyNames().stream()
                .filter(name -> name.startsWith("ordertrail.panels."))
                .forEach(name -> panels.put(name, properties.getProperty(name)));
        if (panels.isEmpty()) {
            throw new LauncherException(
                    "%s has no ordertrail.panels.*: give at least ordertrail.panels.<name>.url, .dialect and .key."
                            .formatted(file));
        }
        return panels;
    }

    private static Path write(Path file, Map<String, String> settings) {
        Properties properties = new Properties();
        properties.putAll(settings);
        try {
            Files.createDirectories(file.getParent());
            Files.deleteIfExists(file);
            Files.createFile(
                    file,
                    java.nio.file.attribute.PosixFilePermissions.asFileAttribute(
                            java.nio.file.attribute.PosixFilePermissions.fromString("rw-------")));
            try (Writer writer = Files.newBufferedWriter(file)) {
                properties.store(writer, "Written by deploy/local/up at each start.");
            }
            return file;
        } catch (IOException e) {
            throw new LauncherException("%s cannot be written: %s".formatted(file, e.getMessage()), e);
        }
    }
}
