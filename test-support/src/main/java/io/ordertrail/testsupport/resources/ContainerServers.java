package io.ordertrail.testsupport.resources;

import io.ordertrail.events.Topics;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * The servers by Testcontainers, which ends the containers with the JVM. Images: system properties
 * {@code ordertrail.test.postgres.image} and {@code ordertrail.test.kafka.image}.
 */
final class ContainerServers {

    private ContainerServers() {}

    static Map<String, String> database(String name) {
        PostgreSQLContainer postgres = Postgres.RUNNING;
        try (Connection connection = DriverManager.getConnection(
                        postgres.getJdbcUrl(), postgres.getUsername(), postgres.getPassword());
                var statement = connection.createStatement();
                var existing = statement.executeQuery(
                        "select 1 from pg_database where datname = '%s'".formatted(name.replace("'", "")))) {
            if (!existing.next()) {
                statement.execute("create database \"" + name.replace("\"", "") + "\"");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot create the database " + name, e);
        }
        String address = "postgresql://%s:%d/%s".formatted(postgres.getHost(), postgres.getFirstMappedPort(), name);
        return Settings.database(
                "jdbc:" + address, "vertx-reactive:" + address, postgres.getUsername(), postgres.getPassword());
    }

    static Map<String, String> kafka() {
        return Settings.kafka(Kafka.RUNNING.getBootstrapServers());
    }

    static Map<String, String> stopKafka() {
        throw new UnsupportedOperationException("a container that is started again has another port");
    }

    static Map<String, String> startKafka() {
        throw new UnsupportedOperationException("a container that is started again has another port");
    }

    private static final class Postgres {
        static final PostgreSQLContainer RUNNING = start();

        private static PostgreSQLContainer start() {
            var container = new PostgreSQLContainer(System.getProperty("ordertrail.test.postgres.image", "postgres:18"))
                    .withCommand("postgres", "-c", "fsync=off", "-c", "max_connections=300");
            container.start();
            return container;
        }
    }

    private static final class Kafka {
        static final KafkaContainer RUNNING = start();

        private static KafkaContainer start() {
            var container = new KafkaContainer(System.getProperty("ordertrail.test.kafka.image", "apache/kafka:4.1.1"));
            container.start();
            createTopics(container.getBootstrapServers());
            return container;
        }

        private static void createTopics(String bootstrapServers) {
            List<NewTopic> topics = Topics.all().stream()
                    .map(name -> new NewTopic(name, Settings.PARTITIONS, (short) 1))
                    .toList();
            try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
                admin.createTopics(topics).all().get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while creating topics", e);
            } catch (ExecutionException e) {
                throw new IllegalStateException("cannot create the topics", e);
            }
        }
    }
}
