package io.ordertrail.testsupport.resources;

import java.util.Map;

/** The applications' settings for the servers. */
final class Settings {

    static final int PARTITIONS = 6;

    private Settings() {}

    static Map<String, String> database(String jdbcUrl, String reactiveUrl, String username, String password) {
        return Map.of(
                "quarkus.datasource.jdbc.url", jdbcUrl,
                "quarkus.datasource.reactive.url", reactiveUrl,
                "quarkus.datasource.username", username,
                "quarkus.datasource.password", password,
                "quarkus.datasource.devservices.enabled", "false");
    }

    static Map<String, String> kafka(String bootstrapServers) {
        return Map.of("kafka.bootstrap.servers", bootstrapServers, "quarkus.kafka.devservices.enabled", "false");
    }
}
