package io.ordertrail.benchmarks.soak;

import io.ordertrail.local.process.ServiceSpec;
import io.ordertrail.testsupport.EmbeddedPostgres;
import io.ordertrail.testsupport.FreePort;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * All of Ordertrail as processes: PostgreSQL that is durable, Kafka, the simulator with its ledger on disk, and replicas of
 * the four services, on free ports. Times are short, so that what takes minutes in production takes seconds here; none
 * of them weakens a promise.
 */
final class ServiceCluster implements AutoCloseable {

    static final String OPERATOR_KEY = "operator-key-of-the-soak";
    static final String SIMULATOR = "panel-simulator";

    static final List<String> DATABASES =
            Arrays.stream(SoakedService.values()).map(SoakedService::database).toList();

    private final Path root;
    private final Path directory;
    private final EmbeddedPostgres postgres;
    private final SoakBroker broker;
    private final Map<String, Integer> panelPorts = new LinkedHashMap<>();
    private final ServiceInstance simulator;
    private final List<ServiceInstance> services = new ArrayList<>();

    private ServiceCluster(Path root, Path directory, long seed) throws IOException, InterruptedException {
        this.root = root;
        this.directory = directory;
        this.postgres = EmbeddedPostgres.at(directory.resolve("postgres"), FreePort.find());
        this.broker = SoakBroker.start(directory, FreePort.find());
        for (String panel : SoakOrders.PANELS) {
            panelPorts.put(panel, FreePort.find());
        }
        this.simulator = member(SIMULATOR, SIMULATOR, simulated(seed), "-Xmx1g");
    }

    /**
     * Returns when all of it is ready.
     *
     * @param root the checkout, with every module packaged
     */
    static ServiceCluster start(Path root, long seed) throws IOException, InterruptedException {
        ServiceCluster fleet = new ServiceCluster(root, Files.createTempDirectory("ordertrail-soak"), seed);
        Runtime.getRuntime().addShutdownHook(new Thread(fleet::killAll, "soak-end"));
        try {
            for (SoakedService service : SoakedService.values()) {
                fleet.postgres.createDatabase(service.database());
                for (int replica = 1; replica <= service.replicas(); replica++) {
                    fleet.services.add(fleet.member(
                            service.module(), service.module() + "-" + replica, fleet.settings(service), "-Xmx512m"));
                }
            }
            fleet.simulator.awaitReady();
            for (ServiceInstance member : fleet.services) {
                member.awaitReady();
            }
            return fleet;
        } catch (RuntimeException | IOException | InterruptedException e) {
            fleet.close();
            throw e;
        }
    }

    /** Where logs and data are. */
    Path directory() {
        return directory;
    }

    EmbeddedPostgres postgres() {
        return postgres;
    }

    SoakBroker broker() {
        return broker;
    }

    ServiceInstance simulator() {
        return simulator;
    }

    /** Every replica of every service. */
    List<ServiceInstance> services() {
        return services;
    }

    /** A path at the first replica of a service. */
    URI at(String service, String path) {
        ServiceInstance member = services.stream()
                .filter(each -> each.service().equals(service))
                .findFirst()
                .orElse(simulator);
        return URI.create("http://127.0.0.1:" + member.port() + path);
    }

    private ServiceInstance member(String module, String name, Map<String, String> settings, String heap)
            throws IOException {
        int port = FreePort.find();
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("ORDERTRAIL_SIMULATOR_PORT", Integer.toString(port));
        Path jar = root.resolve(module).resolve("target").resolve("quarkus-app").resolve("quarkus-run.jar");
        return new ServiceInstance(
                module,
                new ServiceSpec(
                        name,
                        jar,
                        port,
                        environment,
                        List.of(heap, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                        directory.resolve(name + ".log")));
    }

    private Map<String, String> simulated(long seed) {
        Map<String, String> settings = new HashMap<>();
        settings.put("ORDERTRAIL_SIMULATOR_SEED", Long.toString(seed));
        settings.put("ORDERTRAIL_SIMULATOR_SPEED", "60");
        settings.put(
                "ORDERTRAIL_SIMULATOR_DATA_DIR", directory.resolve("ledger").toString());
        panelPorts.forEach((panel, port) -> {
            String prefix = "ORDERTRAIL_SIMULATOR_PANELS_" + panel.toUpperCase(Locale.ROOT) + "_";
            settings.put(prefix + "PORT", Integer.toString(port));
            settings.put(prefix + "BALANCE", "1000000000");
        });
        return settings;
    }

    private Map<String, String> settings(SoakedService service) {
        Map<String, String> settings = new HashMap<>();
        settings.put("QUARKUS_DATASOURCE_REACTIVE_URL", postgres.reactiveUrl(service.database()));
        settings.put("QUARKUS_DATASOURCE_JDBC_URL", postgres.jdbcUrl(service.database()));
        settings.put("QUARKUS_DATASOURCE_USERNAME", postgres.username());
        settings.put("QUARKUS_DATASOURCE_PASSWORD", postgres.password());
        settings.put("KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers());
        settings.put("MP_MESSAGING_CONNECTOR_SMALLRYE_KAFKA_SESSION_TIMEOUT_MS", "6000");
        settings.put("MP_MESSAGING_CONNECTOR_SMALLRYE_KAFKA_HEARTBEAT_INTERVAL_MS", "1500");
        settings.put("ORDERTRAIL_OPERATOR_KEY", OPERATOR_KEY);
        settings.putAll(SoakSettings.of(service));
        panelPorts.forEach((panel, port) -> {
            String prefix = "ORDERTRAIL_PANELS_" + panel.toUpperCase(Locale.ROOT) + "_";
            settings.put(prefix + "URL", "http://127.0.0.1:" + port + "/" + panel + "/api/v2");
            settings.put(prefix + "KEY", panel + "-key");
            settings.put(prefix + "REQUESTS_PER_SECOND", "500");
            settings.put(prefix + "CONCURRENCY", "16");
            settings.put(prefix + "TIMEOUT", "3s");
        });
        return settings;
    }

    /** Nothing of a soak that was broken off goes on. */
    private void killAll() {
        services.forEach(ServiceInstance::close);
        simulator.close();
        broker.close();
    }

    @Override
    public void close() {
        killAll();
        postgres.close();
    }
}
