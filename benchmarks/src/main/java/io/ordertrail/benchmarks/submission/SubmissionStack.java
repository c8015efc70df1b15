package io.ordertrail.benchmarks.submission;

import io.ordertrail.events.Topics;
import io.ordertrail.local.process.ServiceProcess;
import io.ordertrail.local.process.ServiceSpec;
import io.ordertrail.testsupport.EmbeddedKafka;
import io.ordertrail.testsupport.EmbeddedPostgres;
import io.ordertrail.testsupport.FreePort;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A durable PostgreSQL, Kafka, the simulator with a ledger that is forced onto the disk, and order-intake. PostgreSQL
 * notes when each transaction was committed: that is when an order is in the database.
 */
final class SubmissionStack implements AutoCloseable {

    static final List<String> PANELS = List.of("smmnew", "smmowner", "promosmm", "smmnova", "smmgulf");

    private static final String SIMULATOR = "panel-simulator";
    private static final String DATABASE = "intake";
    private static final int PARTITIONS = 6;
    private static final Duration START = Duration.ofMinutes(2);

    private final Path directory = Files.createTempDirectory("ordertrail-submission");
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final EmbeddedPostgres postgres;
    private final EmbeddedKafka kafka;
    private final ServiceProcess simulator;
    private final ServiceProcess intake;

    /**
     * Returns when all of it is ready and every panel's catalogue is read.
     *
     * @param concurrency how many calls each panel allows at once
     * @param intakeOptions of order-intake's JVM, beside its heap
     */
    SubmissionStack(int concurrency, List<String> intakeOptions) throws Exception {
        try {
            postgres = closing(EmbeddedPostgres.at(directory.resolve("postgres"), FreePort.find()));
            noteCommits();
            postgres.createDatabase(DATABASE);
            kafka = closing(EmbeddedKafka.at(directory.resolve("kafka"), FreePort.find()));
            kafka.createTopics(Topics.all(), PARTITIONS);
            simulator = closing(process(SIMULATOR, simulatorSettings(), List.of("-Xmx768m")));
            simulator.awaitReady(START);
            intake = closing(process("order-intake", intakeSettings(concurrency), withHeap(intakeOptions)));
            intake.awaitReady(START);
            awaitCatalogues();
        } catch (Exception | Error e) {
            close();
            throw e;
        }
    }

    String kafka() {
        return kafka.bootstrapServers();
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(DATABASE), postgres.username(), postgres.password());
    }

    /** Time that order-intake and the simulator have spent on processors so far. */
    Map<String, Duration> cpu() {
        return Map.of("order-intake", cpu(intake), "panel-simulator", cpu(simulator));
    }

    /** From now on PostgreSQL has nobody else to work for. */
    void stopServices() {
        intake.close();
        simulator.close();
        kafka.stop();
    }

    private static Duration cpu(ServiceProcess process) {
        return ProcessHandle.of(process.pid())
                .flatMap(handle -> handle.info().totalCpuDuration())
                .orElse(Duration.ZERO);
    }

    private void noteCommits() throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(postgres.jdbcUrl("postgres"), postgres.username(), "");
                var statement = connection.createStatement()) {
            statement.execute("alter system set track_commit_timestamp = on");
        }
        postgres.stop();
        postgres.start();
    }

    private ServiceProcess process(String name, Map<String, String> settings, List<String> options) throws IOException {
        int port = FreePort.find();
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        if (name.equals(SIMULATOR)) {
            environment.put("ORDERTRAIL_SIMULATOR_PORT", Integer.toString(port));
            // It has one port for all.
            environment.put(ServiceSpec.MANAGEMENT_PORT, Integer.toString(port));
        }
        Path jar = Path.of(name, "target", "quarkus-app", "quarkus-run.jar");
        Path log = directory.resolve(name + ".log");
        return ServiceProcess.start(new ServiceSpec(name, jar, port, environment, options, log));
    }

    private Map<String, String> simulatorSettings() {
        Map<String, String> settings = new HashMap<>();
        settings.put(
                "ORDERTRAIL_SIMULATOR_DATA_DIR", directory.resolve("ledger").toString());
        settings.put("ORDERTRAIL_SIMULATOR_SYNC", "true");
        settings.put("ORDERTRAIL_SIMULATOR_FATES", "complete");
        PANELS.forEach(panel -> settings.put(
                "ORDERTRAIL_SIMULATOR_PANELS_%s_BALANCE".formatted(panel.toUpperCase(Locale.ROOT)), "100000000"));
        return settings;
    }

    private Map<String, String> intakeSettings(int concurrency) {
        Map<String, String> settings = new HashMap<>();
        settings.put("QUARKUS_DATASOURCE_REACTIVE_URL", postgres.reactiveUrl(DATABASE));
        settings.put("QUARKUS_DATASOURCE_JDBC_URL", postgres.jdbcUrl(DATABASE));
        settings.put("QUARKUS_DATASOURCE_USERNAME", postgres.username());
        settings.put("QUARKUS_DATASOURCE_PASSWORD", postgres.password());
        settings.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        settings.put("ORDERTRAIL_OPERATOR_KEY", "operator-key-of-the-benchmark");
        PANELS.forEach(panel -> {
            String prefix = "ORDERTRAIL_PANELS_" + panel.toUpperCase(Locale.ROOT) + "_";
            settings.put(prefix + "URL", "http://127.0.0.1:" + simulator.spec().port() + "/" + panel + "/api/v2");
            settings.put(prefix + "KEY", panel + "-key");
            settings.put(prefix + "REQUESTS_PER_SECOND", "10000");
            settings.put(prefix + "CONCURRENCY", Integer.toString(concurrency));
        });
        return settings;
    }

    private static List<String> withHeap(List<String> options) {
        List<String> all = new ArrayList<>(options);
        all.add("-Xmx768m");
        return all;
    }

    private void awaitCatalogues() throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + START.toNanos();
        try (Connection connection = connect();
                var statement = connection.prepareStatement(
                        "select count(*) from panel_state where catalogue_at is not null")) {
            while (true) {
                try (var result = statement.executeQuery()) {
                    if (result.next() && result.getInt(1) == PANELS.size()) {
                        return;
                    }
                }
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("The panels' catalogues were not read within " + START);
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
    }

    private <T extends AutoCloseable> T closing(T part) {
        parts.push(part);
        return part;
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable part : parts) {
            part.close();
        }
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
