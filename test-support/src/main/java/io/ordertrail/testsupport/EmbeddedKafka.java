package io.ordertrail.testsupport;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka broker (KRaft, broker and controller in one) inside this JVM. It keeps its port and its data through
 * {@link #stop} and {@link #start}. Methods may be called from any thread; they block. For one that can be killed, run
 * this class as a process of its own: {@code java … io.ordertrail.testsupport.EmbeddedKafka DATA PORT}.
 */
public final class EmbeddedKafka implements AutoCloseable {

    private static final int NODE = 1;
    private static final String CLUSTER = "b3JkZXJ0cmFpbC1sb2NhbA";

    private final Path data;
    private final int port;
    private final int controllerPort = FreePort.find();
    private final boolean keep;
    private final Map<Integer, Integer> proxied;
    private @Nullable KafkaRaftServer server;

    private EmbeddedKafka(Path data, int port, boolean keep, Map<Integer, Integer> proxied) {
        this.data = data;
        this.port = port;
        this.keep = keep;
        this.proxied = Map.copyOf(proxied);
    }

    /** Returns a broker on a free port. Its data is deleted when it is closed, or when the JVM ends. */
    public static EmbeddedKafka forTests() {
        EmbeddedKafka kafka =
                new EmbeddedKafka(Directories.temporary("ordertrail-kafka-"), FreePort.find(), false, Map.of());
        kafka.start();
        Runtime.getRuntime().addShutdownHook(new Thread(kafka::close, "kafka-stop"));
        return kafka;
    }

    /**
     * Returns a broker with its data in that directory, which is created if it does not exist.
     *
     * @throws IllegalStateException if it does not start, for instance because the port is taken
     */
    public static EmbeddedKafka at(Path data, int port) {
        return at(data, port, Map.of());
    }

    /**
     * Returns a broker that can also be used through proxies. The broker names the address that clients connect to, so
     * each proxy has a listener of its own, which names the proxy.
     *
     * @param proxied the port that the broker listens on for a proxy, and the port that the proxy listens on
     * @throws IllegalStateException if it does not start, for instance because a port is taken
     */
    public static EmbeddedKafka at(Path data, int port, Map<Integer, Integer> proxied) {
        EmbeddedKafka kafka = new EmbeddedKafka(data.toAbsolutePath(), port, true, proxied);
        kafka.start();
        return kafka;
    }

    /**
     * Runs a broker until the process is ended. Arguments: data directory, port, and {@code listener=proxy} for each
     * proxy.
     */
    public static void main(String... arguments) throws InterruptedException {
        Map<Integer, Integer> proxied = Arrays.stream(arguments)
                .skip(2)
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> Integer.valueOf(pair[0]), pair -> Integer.valueOf(pair[1])));
        EmbeddedKafka kafka = at(Path.of(arguments[0]), Integer.parseInt(arguments[1]), proxied);
        Runtime.getRuntime().addShutdownHook(new Thread(kafka::close, "kafka-stop"));
        System.out.println("Kafka at " + kafka.bootstrapServers());
        Thread.currentThread().join();
    }

    /** Returns the value of {@code kafka.bootstrap.servers}. */
    public String bootstrapServers() {
        return "localhost:" + port;
    }

    /** Creates the topics that do not exist. */
    public void createTopics(Collection<String> names, int partitions) {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()))) {
            Set<String> existing = admin.listTopics().names().get(30, TimeUnit.SECONDS);
            List<NewTopic> missing = names.stream()
                    .filter(name -> !existing.contains(name))
                    .map(name -> new NewTopic(name, partitions, (short) 1))
                    .toList();
            admin.createTopics(missing).all().get(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while creating topics", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("cannot create the topics " + names, e);
        }
    }

    /** Starts it again after {@link #stop}; nothing happens if it runs. */
    public synchronized void start() {
        if (server != null) {
            return;
        }
        ServerLog.quiet();
        try {
            format();
            KafkaRaftServer starting = new KafkaRaftServer(new KafkaConfig(settings(), false), Time.SYSTEM);
            starting.startup();
            server = starting;
        } catch (Exception e) { // Kafka is Scala: it throws checked exceptions that it does not declare
            throw new IllegalStateException(
                    "Kafka does not start on port %d with its data in %s: %s".formatted(port, data, e.getMessage()), e);
        }
    }

    /** Stops it in an orderly way; clients retry until it is started again. */
    public synchronized void stop() {
        if (server == null) {
            return;
        }
        server.shutdown();
        server.awaitShutdown();
        server = null;
    }

    /** Stops it; a test's data is deleted. */
    @Override
    public void close() {
        stop();
        if (!keep) {
            Directories.delete(data);
        }
    }

    private void format() throws Exception {
        Files.createDirectories(data);
        if (Files.exists(data.resolve("meta.properties"))) {
            return;
        }
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                .setNodeId(NODE)
                .setClusterId(CLUSTER)
                .setReleaseVersion(MetadataVersion.latestProduction())
                .setControllerListenerName("CONTROLLER")
                .setDirectories(Set.of(data.toString()))
                .setMetadataLogDirectory(data.toString())
                .run();
    }

    private Properties settings() {
        Properties settings = new Properties();
        settings.putAll(Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                Integer.toString(NODE),
                "controller.quorum.voters",
                NODE + "@localhost:" + controllerPort,
                "listeners",
                "CONTROLLER://localhost:%d,PLAINTEXT://localhost:%d".formatted(controllerPort, port)
                        + forEachProxy((listener, proxy) -> ",PROXY%d://127.0.0.1:%d".formatted(listener, listener)),
                "advertised.listeners",
                "PLAINTEXT://localhost:" + port
                        + forEachProxy((listener, proxy) -> ",PROXY%d://127.0.0.1:%d".formatted(listener, proxy)),
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"
                        + forEachProxy((listener, proxy) -> ",PROXY%d:PLAINTEXT".formatted(listener)),
                "controller.listener.names",
                "CONTROLLER",
                "inter.broker.listener.name",
                "PLAINTEXT",
                "log.dirs",
                data.toString(),
                "auto.create.topics.enable",
                "false"));
        settings.putAll(Map.of(
                "offsets.topic.replication.factor", "1",
                "offsets.topic.num.partitions", "4",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "transaction.state.log.num.partitions", "4",
                "share.coordinator.state.topic.replication.factor", "1",
                "share.coordinator.state.topic.min.isr", "1",
                "group.initial.rebalance.delay.ms", "0",
                "controlled.shutdown.enable", "false",
                "log.cleaner.dedupe.buffer.size", "2097152"));
        return settings;
    }

    private String forEachProxy(BiFunction<Integer, Integer, String> text) {
        return proxied.entrySet().stream()
                .map(pair -> text.apply(pair.getKey(), pair.getValue()))
                .collect(Collectors.joining());
    }
}
