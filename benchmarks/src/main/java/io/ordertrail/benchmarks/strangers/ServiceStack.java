package io.ordertrail.benchmarks.strangers;

import io.ordertrail.events.Topics;
import io.ordertrail.local.process.ServiceProcess;
import io.ordertrail.local.process.ServiceSpec;
import io.ordertrail.testsupport.EmbeddedKafka;
import io.ordertrail.testsupport.EmbeddedPostgres;
import io.ordertrail.testsupport.FreePort;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * PostgreSQL, Kafka, order-intake and status-poller, configured as an operator would configure them who has read what
 * each panel publishes, and no more.
 */
final class ServiceStack implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(5);
    private static final int PARTITIONS = 6;

    private final Path root;
    private final Path directory = Files.createTempDirectory("ordertrail-strangers");
    private final Times times;
    private final EmbeddedPostgres postgres = EmbeddedPostgres.forTests();
    private final EmbeddedKafka kafka = EmbeddedKafka.forTests();
    private final List<ServiceProcess> processes = new ArrayList<>();

    private ServiceStack(Path root, Times times) throws IOException {
        this.root = root;
        this.times = times;
    }

    /**
     * Returns when both services are ready.
     *
     * @param root the checkout, with both services packaged
     * @param port where the panels answer
     */
    static ServiceStack start(Path root, Times times, List<StrangePanel> panels, int port)
            throws IOException, InterruptedException {
        ServiceStack stack = new ServiceStack(root, times);
        try {
            stack.kafka.createTopics(Topics.all(), PARTITIONS);
            stack.start("order-intake", "intake", stack.intake(), panels, port);
            stack.start("status-poller", "poller", poller(), panels, port);
            for (ServiceProcess process : stack.processes) {
                process.awaitReady(START);
            }
            return stack;
        } catch (RuntimeException | IOException | InterruptedException e) {
            stack.close();
            throw e;
        }
    }

    /** Returns where the logs are. */
    Path directory() {
        return directory;
    }

    String kafka() {
        return kafka.bootstrapServers();
    }

    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(database), postgres.username(), postgres.password());
    }

    private Map<String, String> intake() {
        return Map.ofEntries(
                Map.entry("ordertrail.intake.doubt.settle", millis(times.settle())),
                Map.entry("ordertrail.intake.doubt.interval", "2s"),
                Map.entry("ordertrail.intake.doubt.clock-skew", "100ms"),
                Map.entry("ordertrail.intake.balance.interval", "5s"),
                Map.entry("ordertrail.intake.catalogue.look", "2s"),
                Map.entry("ordertrail.intake.catalogue.retry", "20s"),
                Map.entry("ordertrail.intake.cancel.interval", "1s"),
                Map.entry("ordertrail.intake.cancel.first-retry", "1s"),
                Map.entry("ordertrail.intake.submission.lease-margin", "5s"),
                Map.entry("ordertrail.intake.submission.sweep", "1s"),
                Map.entry("ordertrail.intake.submission.funds-pause", "10s"),
                Map.entry("ordertrail.intake.submission.rate-limit-pause", "2s"),
                Map.entry("ordertrail.intake.submission.active-link-retry", "10s"),
                Map.entry("ordertrail.intake.submission.probe-interval", "2s"));
    }

    private static Map<String, String> poller() {
        return Map.of(
                "ordertrail.poller.cadence.shortest", "2s",
                "ordertrail.poller.cadence.longest", "6s",
                "ordertrail.poller.cadence.shortest-after-end", "4s",
                "ordertrail.poller.cadence.longest-after-end", "1m",
                "ordertrail.poller.progress-every", "3s",
                "ordertrail.poller.first-pause", "500ms",
                "ordertrail.poller.longest-pause", "4s",
                "ordertrail.poller.longest-miss", "6s");
    }

    private static String millis(Duration time) {
        return time.toMillis() + "ms";
    }

    private void start(
            String service, String database, Map<String, String> own, List<StrangePanel> panels, int panelPort)
            throws IOException {
        postgres.createDatabase(database);
        Properties settings = new Properties();
        settings.put("config_ordinal", "275"); // above application.properties
        settings.putAll(own);
        panels.forEach(panel -> settings.putAll(ofPanel(panel, panelPort)));
        Path file = directory.resolve(service + ".properties");
        try (Writer writer = Files.newBufferedWriter(file)) {
            settings.store(writer, null);
        }
        int port = FreePort.find();
        Map<String, String> environment = new HashMap<>();
        environment.put("QUARKUS_CONFIG_LOCATIONS", file.toString());
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_DATASOURCE_REACTIVE_URL", postgres.reactiveUrl(database));
        environment.put("QUARKUS_DATASOURCE_JDBC_URL", postgres.jdbcUrl(database));
        environment.put("QUARKUS_DATASOURCE_USERNAME", postgres.username());
        environment.put("QUARKUS_DATASOURCE_PASSWORD", postgres.password());
        environment.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        environment.put("ORDERTRAIL_OPERATOR_KEY", "operator-key-of-the-benchmark");
        Path jar =
                root.resolve(service).resolve("target").resolve("quarkus-app").resolve("quarkus-run.jar");
        processes.add(ServiceProcess.start(new ServiceSpec(
                service,
                jar,
                port,
                environment,
                List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                directory.resolve(service + ".log"))));
    }

    /** What the panel's page says of its limits, whether it cancels, and whose the account is. */
    private Map<String, String> ofPanel(StrangePanel panel, int port) {
        Traits traits = panel.traits();
        boolean cancels = traits.envelopes().cancel() != Traits.CancelForm.NONE;
        String prefix = "ordertrail.panels." + panel.name() + ".";
        return Map.of(
                prefix + "url",
                "http://127.0.0.1:%d/%s/api/v2".formatted(port, panel.name()),
                prefix + "key",
                "key-of-" + panel.name(),
                prefix + "dialect",
                cancels ? "standard" : "smmnova",
                prefix + "currency",
                traits.writing().currency().name(),
                prefix + "exclusive-account",
                Boolean.toString(!traits.habits().byHand()),
                prefix + "requests-per-second",
                "10",
                prefix + "timeout",
                millis(times.timeout()),
                prefix + "connect-timeout",
                "3s");
    }

    @Override
    public void close() {
        processes.reversed().forEach(ServiceProcess::close);
        kafka.close();
        postgres.close();
    }
}
