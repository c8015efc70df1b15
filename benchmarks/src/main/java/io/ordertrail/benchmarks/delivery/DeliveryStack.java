package io.ordertrail.benchmarks.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ordertrail.events.Topics;
import io.ordertrail.local.process.ServiceProcess;
import io.ordertrail.local.process.ServiceSpec;
import io.ordertrail.testsupport.EmbeddedKafka;
import io.ordertrail.testsupport.EmbeddedPostgres;
import io.ordertrail.testsupport.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Kafka, PostgreSQL and the notifier as a process. */
final class DeliveryStack implements AutoCloseable {

    private static final String OPERATOR_KEY = "operator-key-of-the-benchmark";
    private static final int PARTITIONS = 6;

    private final EmbeddedPostgres postgres = EmbeddedPostgres.forTests();
    private final EmbeddedKafka kafka = EmbeddedKafka.forTests();
    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final int port;
    private final ServiceProcess notifier;

    DeliveryStack() throws Exception {
        postgres.createDatabase("notifier");
        kafka.createTopics(Topics.all(), PARTITIONS);
        port = FreePort.find();
        Path log = Files.createTempDirectory("ordertrail-delivery").resolve("notifier.log");
        notifier = ServiceProcess.start(new ServiceSpec(
                "notifier",
                Path.of("notifier/target/quarkus-app/quarkus-run.jar"),
                port,
                Map.ofEntries(
                        Map.entry("QUARKUS_HTTP_PORT", Integer.toString(port)),
                        Map.entry("QUARKUS_DATASOURCE_JDBC_URL", postgres.jdbcUrl("notifier")),
                        Map.entry("QUARKUS_DATASOURCE_REACTIVE_URL", postgres.reactiveUrl("notifier")),
                        Map.entry("QUARKUS_DATASOURCE_USERNAME", postgres.username()),
                        Map.entry("QUARKUS_DATASOURCE_PASSWORD", postgres.password()),
                        Map.entry("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers()),
                        Map.entry("ORDERTRAIL_OPERATOR_KEY", OPERATOR_KEY),
                        Map.entry(
                                "ORDERTRAIL_NOTIFIER_ENCRYPTION_KEY",
                                "b1:YmVuY2htYXJrYmVuY2htYXJrYmVuY2htYXJrYmVuY2g="),
                        Map.entry("ORDERTRAIL_NOTIFIER_WEBHOOKS_ALLOW_HTTP", "true"),
                        Map.entry("ORDERTRAIL_NOTIFIER_WEBHOOKS_ALLOWED_NETWORKS", "127.0.0.0/8"),
                        Map.entry("ORDERTRAIL_NOTIFIER_WEBHOOKS_ALLOWED_PORTS", "1-65535")),
                List.of("-Xmx768m"),
                log));
        notifier.awaitReady(Duration.ofMinutes(2));
    }

    String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    /** Subscribes a webhook for a shop; the subscription's id. */
    String subscribe(String shop, String target) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/subscriptions"))
                .header("Authorization", "Bearer " + OPERATOR_KEY)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json.createObjectNode()
                        .put("channel", "webhook")
                        .put("shop", shop)
                        .put("target", target)
                        .toString()))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        JsonNode answer = json.readTree(response.body());
        if (response.statusCode() != 201) {
            throw new IllegalStateException("notifier refused a subscription: " + answer);
        }
        return answer.path("id").asText();
    }

    /** Deletes a subscription; what waits for it is not sent. */
    void unsubscribe(String id) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/subscriptions/" + id))
                .header("Authorization", "Bearer " + OPERATOR_KEY)
                .DELETE()
                .build();
        int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status != 204) {
            throw new IllegalStateException("notifier did not delete the subscription %s: %d".formatted(id, status));
        }
    }

    /** Deliveries whose 2xx is in the database. */
    long delivered() throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        postgres.jdbcUrl("notifier"), postgres.username(), postgres.password());
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select count(*) from delivery where state = 'delivered'")) {
            return result.next() ? result.getLong(1) : 0;
        }
    }

    @Override
    public void close() {
        notifier.close();
        kafka.close();
        postgres.close();
    }
}
