package io.ordertrail.testsupport.resources;

import io.ordertrail.events.Topics;
import io.ordertrail.testsupport.EmbeddedKafka;
import io.ordertrail.testsupport.EmbeddedPostgres;
import java.util.Map;

/** Starts each server at its first use. */
final class EmbeddedServers {

    private EmbeddedServers() {}

    static Map<String, String> database(String name) {
        EmbeddedPostgres postgres = Postgres.RUNNING;
        postgres.createDatabase(name);
        return Settings.database(
                postgres.jdbcUrl(name), postgres.reactiveUrl(name), postgres.username(), postgres.password());
    }

    static Map<String, String> kafka() {
        return Settings.kafka(Kafka.RUNNING.bootstrapServers());
    }

    static Map<String, String> stopKafka() {
        Kafka.RUNNING.stop();
        return Map.of();
    }

    static Map<String, String> startKafka() {
        Kafka.RUNNING.start();
        return Map.of();
    }

    private static final class Postgres {
        static final EmbeddedPostgres RUNNING = EmbeddedPostgres.forTests();
    }

    private static final class Kafka {
        static final EmbeddedKafka RUNNING = withTopics(EmbeddedKafka.forTests());

        private static EmbeddedKafka withTopics(EmbeddedKafka kafka) {
            kafka.createTopics(Topics.all(), Settings.PARTITIONS);
            return kafka;
        }
    }
}
