package io.ordertrail.benchmarks.soak;

import io.ordertrail.events.Topics;
import io.ordertrail.testsupport.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** Kafka as a process of its own that can be killed. */
final class SoakBroker implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(10);
    private static final int PARTITIONS = 6;

    private final Path directory;
    private final int port;
    private final List<String> proxied;
    private Process process;

    private SoakBroker(Path directory, int port, Map<Integer, Integer> proxied) throws IOException {
        this.directory = directory;
        this.port = port;
        this.proxied = proxied.entrySet().stream()
                .map(pair -> pair.getKey() + "=" + pair.getValue())
                .toList();
        this.process = begin();
    }

    /**
     * Returns when it answers and all topics exist.
     *
     * @param proxied the port it listens on for each proxy, and the port of the proxy
     */
    static SoakBroker start(Path directory, int port, Map<Integer, Integer> proxied)
            throws IOException, InterruptedException {
        SoakBroker broker = new SoakBroker(directory, port, proxied);
        try {
            broker.awaitReady();
            broker.createTopics();
            return broker;
        } catch (RuntimeException | InterruptedException e) {
            broker.close();
            throw e;
        }
    }

    /** Returns its address for the soak itself, which no proxy disturbs. */
    String bootstrapServers() {
        return "localhost:" + port;
    }

    /** Kills it by SIGKILL and starts it again; returns when it answers. */
    void killAndRestart() throws IOException, InterruptedException {
        process.destroyForcibly().waitFor();
        process = begin();
        awaitReady();
    }

    private Process begin() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx768m",
                "-cp",
                System.getProperty("java.class.path"),
                EmbeddedKafka.class.getName(),
                directory.resolve("kafka").toString(),
                Integer.toString(port)));
        command.addAll(proxied);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("kafka.log").toFile()))
                .start();
    }

    private void awaitReady() throws InterruptedException {
        long deadline = System.nanoTime() + START.toNanos();
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException("Kafka does not start; its log is in " + directory);
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private boolean answers() throws InterruptedException {
        try (Admin admin = admin()) {
            admin.listTopics().names().get();
            return true;
        } catch (ExecutionException e) {
            return false; // not yet
        }
    }

    private void createTopics() throws InterruptedException {
        try (Admin admin = admin()) {
            Set<NewTopic> topics = Topics.all().stream()
                    .map(name -> new NewTopic(name, PARTITIONS, (short) 1))
                    .collect(Collectors.toSet());
            admin.createTopics(topics).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot create the topics", e);
        }
    }

    private Admin admin() {
        return Admin.create(Map.of(
                "bootstrap.servers", bootstrapServers(),
                "request.timeout.ms", "2000",
                "default.api.timeout.ms", "3000"));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
