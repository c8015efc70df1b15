package io.ordertrail.benchmarks.pipeline;

import io.ordertrail.events.Topics;
import io.ordertrail.local.process.ServiceProcess;
import io.ordertrail.local.process.ServiceSpec;
import io.ordertrail.testsupport.EmbeddedKafka;
import io.ordertrail.testsupport.EmbeddedPostgres;
import io.ordertrail.testsupport.FreePort;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** PostgreSQL, Kafka, the simulator and the four services, on free ports, until it is closed. */
final class Pipeline implements AutoCloseable {

    static final String OPERATOR_KEY = "operator-key-of-the-benchmark";
    static final List<String> PANELS = List.of("smmnew", "smmowner", "promosmm", "smmnova", "smmgulf");

    private static final String SIMULATOR = "panel-simulator";
    private static final Map<String, String> SERVICES = Map.of(
            "order-intake", "intake", "status-poller", "poller", "refill-manager", "refill", "notifier", "notifier");
    private static final Duration START = Duration.ofMinutes(3);

    private final Path root;
    private final Map<String, String> more;
    private final Path directory;
    private final EmbeddedPostgres postgres = EmbeddedPostgres.forTests();
    private final EmbeddedKafka kafka = EmbeddedKafka.forTests();
    private final Map<String, ServiceProcess> processes = new LinkedHashMap<>();

    private Pipeline(Path root, Map<String, String> more, Path directory) {
        this.root = root;
        this.more = more;
        this.directory = directory;
    }

    /** Returns when all of them are ready. */
    static Pipeline start() throws IOException, InterruptedException {
        return start(Path.of(""), Map.of());
    }

    /**
     * The same.
     *
     * @param root of the project, where the services are built
     * @param more settings of the services, as variables of the environment
     */
    static Pipeline start(Path root, Map<String, String> more) throws IOException, InterruptedException {
        Pipeline pipeline = new Pipeline(root, more, Files.createTempDirectory("ordertrail-pipeline"));
        try {
            pipeline.kafka.createTopics(Topics.all(), 6);
            pipeline.startProcess(SIMULATOR, Map.of("ORDERTRAIL_SIMULATOR_SPEED", "1"), "-Xmx512m");
            for (Map.Entry<String, String> service : SERVICES.entrySet()) {
                pipeline.postgres.createDatabase(service.getValue());
                pipeline.startProcess(service.getKey(), pipeline.settings(service.getValue()), "-Xmx512m");
            }
            for (ServiceProcess process : pipeline.processes.values()) {
                process.awaitReady(START);
            }
            return pipeline;
        } catch (RuntimeException | IOException | InterruptedException e) {
            pipeline.close();
            throw e;
        }
    }

    String kafka() {
        return kafka.bootstrapServers();
    }

    /** Where a process answers. */
    URI at(String process) {
        return URI.create("http://127.0.0.1:" + running(process).spec().port());
    }

    /** What a process has written, to its output and its errors. */
    Path log(String process) {
        return running(process).spec().log();
    }

    Map<String, ServiceProcess> processes() {
        return processes;
    }

    private ServiceProcess running(String name) {
        ServiceProcess process = processes.get(name);
        if (process == null) {
            throw new IllegalStateException(name + " was not started");
        }
        return process;
    }

    private void startProcess(String name, Map<String, String> settings, String heap) throws IOException {
        int port = FreePort.find();
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        if (name.equals(SIMULATOR)) {
            environment.put("ORDERTRAIL_SIMULATOR_PORT", Integer.toString(port));
            // It has one port for all.
            environment.put(ServiceSpec.MANAGEMENT_PORT, Integer.toString(port));
        }
        Path jar = root.resolve(Path.of(name, "target", "quarkus-app", "quarkus-run.jar"));
        processes.put(
                name,
                ServiceProcess.start(new ServiceSpec(
                        name, jar, port, environment, List.of(heap), directory.resolve(name + ".log"))));
    }

    private Map<String, String> settings(String database) {
        Map<String, String> settings = new HashMap<>();
        settings.put("QUARKUS_DATASOURCE_REACTIVE_URL", postgres.reactiveUrl(database));
        settings.put("QUARKUS_DATASOURCE_JDBC_URL", postgres.jdbcUrl(database));
        settings.put("QUARKUS_DATASOURCE_USERNAME", postgres.username());
        settings.put("QUARKUS_DATASOURCE_PASSWORD", postgres.password());
        settings.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        settings.put("ORDERTRAIL_OPERATOR_KEY", OPERATOR_KEY);
        settings.put("ORDERTRAIL_NOTIFIER_ENCRYPTION_KEY", "k1:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=");
        settings.put("ORDERTRAIL_NOTIFIER_WEBHOOKS_ALLOW_HTTP", "true");
        settings.put("ORDERTRAIL_NOTIFIER_WEBHOOKS_ALLOWED_NETWORKS", "127.0.0.0/8");
        settings.put("ORDERTRAIL_NOTIFIER_WEBHOOKS_ALLOWED_PORTS", "1024-65535");
        settings.put("QUARKUS_MAILER_MOCK", "true");
        PANELS.forEach(panel -> {
            String prefix = "ORDERTRAIL_PANELS_" + panel.toUpperCase(Locale.ROOT) + "_";
            settings.put(prefix + "URL", at(SIMULATOR) + "/" + panel + "/api/v2");
            settings.put(prefix + "KEY", panel + "-key");
            settings.put(prefix + "REQUESTS_PER_SECOND", "2000");
            settings.put(prefix + "CONCURRENCY", "32");
        });
        settings.putAll(more);
        return settings;
    }

    @Override
    public void close() {
        List.copyOf(processes.values()).reversed().forEach(ServiceProcess::close);
        kafka.close();
        postgres.close();
    }
}
