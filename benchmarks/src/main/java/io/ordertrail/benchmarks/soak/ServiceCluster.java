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
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All of Ordertrail as processes: a durable PostgreSQL, Kafka, the simulator with its ledger on disk, and replicas of
 * the four services, on free ports. Each replica reaches PostgreSQL, Kafka and the panels through proxies of its own.
 */
final class ServiceCluster implements AutoCloseable {

    static final String OPERATOR_KEY = "operator-key-of-the-soak";
    static final String SIMULATOR = "panel-simulator";

    static final List<String> DATABASES =
            Arrays.stream(SoakedService.values()).map(SoakedService::database).toList();

    private final Path root;
    private final Path directory;
    private final SoakTimes times;
    private final EmbeddedPostgres postgres;
    private final Map<String, Integer> panelPorts = new LinkedHashMap<>();
    private final Map<String, ReplicaLinks> links = new LinkedHashMap<>();
    private final SoakBroker broker;
    private final ServiceInstance simulator;
    private final List<ServiceInstance> services = new ArrayList<>();

    private ServiceCluster(Path root, Path directory, SoakTimes times, long seed)
            throws IOException, InterruptedException {
        this.root = root;
        this.directory = directory;
        this.times = times;
        this.postgres = EmbeddedPostgres.at(directory.resolve("postgres"), FreePort.find());
        for (String panel : SoakOrders.PANELS) {
            panelPorts.put(panel, FreePort.find());
        }
        for (SoakedService service : SoakedService.values()) {
            service.replicaNames().forEach(name -> links.put(name, new ReplicaLinks(postgres.port(), panelPorts)));
        }
        Map<Integer, Integer> proxied = links.values().stream()
                .collect(Collectors.toMap(
                        ReplicaLinks::kafkaListener, each -> each.kafka().port()));
        this.broker = startBroker(proxied);
        this.simulator = instance(SIMULATOR, SIMULATOR, simulated(seed), "-Xmx1g", null);
    }

    /**
     * Returns when all of it is ready.
     *
     * @param root the checkout, with every module packaged
     */
    static ServiceCluster start(Path root, SoakTimes times, long seed) throws IOException, InterruptedException {
        ServiceCluster cluster = new ServiceCluster(root, Files.createTempDirectory("ordertrail-soak"), times, seed);
        Runtime.getRuntime().addShutdownHook(new Thread(cluster::killAll, "soak-end"));
        try {
            for (SoakedService service : SoakedService.values()) {
                cluster.startReplicas(service);
            }
            cluster.simulator.awaitReady();
            for (ServiceInstance instance : cluster.services) {
                instance.awaitReady();
            }
            return cluster;
        } catch (RuntimeException | IOException | InterruptedException e) {
            cluster.close();
            throw e;
        }
    }

    private SoakBroker startBroker(Map<Integer, Integer> proxied) throws IOException, InterruptedException {
        try {
            return SoakBroker.start(directory, FreePort.find(), proxied);
        } catch (RuntimeException | IOException | InterruptedException e) {
            postgres.close();
            throw e;
        }
    }

    private void startReplicas(SoakedService service) throws IOException {
        postgres.createDatabase(service.database());
        for (String name : service.replicaNames()) {
            ReplicaLinks own = Objects.requireNonNull(links.get(name));
            services.add(instance(service.module(), name, settings(service, own), "-Xmx512m", own));
        }
    }

    /** Returns the directory of logs and data. */
    Path directory() {
        return directory;
    }

    EmbeddedPostgres postgres() {
        return postgres;
    }

    SoakTimes times() {
        return times;
    }

    SoakBroker broker() {
        return broker;
    }

    ServiceInstance simulator() {
        return simulator;
    }

    /** Returns every replica of every service. */
    List<ServiceInstance> services() {
        return services;
    }

    /** Returns a path at the first replica of a service, or at the simulator. */
    URI at(String service, String path) {
        ServiceInstance instance = services.stream()
                .filter(each -> each.service().equals(service))
                .findFirst()
                .orElse(simulator);
        return URI.create("http://127.0.0.1:" + instance.port() + path);
    }

    private ServiceInstance instance(
            String module, String name, Map<String, String> settings, String heap, @Nullable ReplicaLinks own) {
        int port = FreePort.find();
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        if (own == null) { // the simulator answers for its health on its only port
            environment.put("ORDERTRAIL_SIMULATOR_PORT", Integer.toString(port));
            environment.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(port));
        }
        Path jar = root.resolve(module).resolve("target").resolve("quarkus-app").resolve("quarkus-run.jar");
        return new ServiceInstance(
                module,
                new ServiceSpec(
                        name,
                        jar,
                        port,
                        environment,
                        List.of(heap, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                        directory.resolve(name + ".log")),
                own);
    }

    private Map<String, String> simulated(long seed) {
        Map<String, String> settings = new HashMap<>();
        settings.put("ORDERTRAIL_SIMULATOR_SEED", Long.toString(seed));
        settings.put("ORDERTRAIL_SIMULATOR_SPEED", "60");
        settings.put("ORDERTRAIL_SIMULATOR_FATES", "complete"); // the links say what else becomes of an order
        settings.put(
                "ORDERTRAIL_SIMULATOR_DATA_DIR", directory.resolve("ledger").toString());
        panelPorts.forEach((panel, port) -> {
            String prefix = "ORDERTRAIL_SIMULATOR_PANELS_" + panel.toUpperCase(Locale.ROOT) + "_";
            settings.put(prefix + "PORT", Integer.toString(port));
            settings.put(prefix + "BALANCE", "1000000000");
        });
        return settings;
    }

    private Map<String, String> settings(SoakedService service, ReplicaLinks own) {
        String database =
                "postgresql://127.0.0.1:%d/%s".formatted(own.postgres().port(), service.database());
        Map<String, String> settings = new HashMap<>();
        settings.put("QUARKUS_DATASOURCE_REACTIVE_URL", "vertx-reactive:" + database);
        settings.put("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:" + database);
        settings.put("QUARKUS_DATASOURCE_USERNAME", postgres.username());
        settings.put("QUARKUS_DATASOURCE_PASSWORD", postgres.password());
        settings.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + own.kafka().port());
        settings.put("MP_MESSAGING_CONNECTOR_SMALLRYE_KAFKA_SESSION_TIMEOUT_MS", "6000");
        settings.put("MP_MESSAGING_CONNECTOR_SMALLRYE_KAFKA_HEARTBEAT_INTERVAL_MS", "1500");
        settings.put("ORDERTRAIL_OPERATOR_KEY", OPERATOR_KEY);
        settings.putAll(SoakSettings.of(service, times));
        SoakOrders.PANELS.forEach(panel ->
                settings.putAll(SoakSettings.ofPanel(panel, own.panel(panel).port(), times)));
        return settings;
    }

    /** Ends every process, also when the soak is interrupted. */
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
