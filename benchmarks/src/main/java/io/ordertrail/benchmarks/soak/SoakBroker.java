package io.ordertrail.benchmarks.soak;

import io.ordertrail.events.Topics;
import io.ordertrail.testsupport.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** Kafka as a process of its own, which can be killed. */
final class SoakBroker implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(1);
    private static final int PARTITIONS = 6;

    private final Path directory;
    private final int port;
    private Process process;

    private SoakBroker(Path directory, int port) throws IOException {
        this.directory = directory;
        this.port = port;
        this.process = begin();
    }

    /** With all topics made. */
    static SoakBroker start(Path directory, int port) throws IOException, InterruptedException {
        SoakBroker broker = new SoakBroker(directory, port);
        broker.awaitReady();
        broker.createTopics();
        return broker;
    }

    String bootstrapServers() {
        return "localhost:" + port;
    }

    /** SIGKILL, then it is started again; returns when it answers. */
    void killAndRestart() throws IOException, InterruptedException {
        process.destroyForcibly().waitFor();
        process = begin();
        awaitReady();
    }

    private Process begin() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx768m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EmbeddedKafka.class.getName(),
                        directory.resolve("kafka").toString(),
                        Integer.toString(port))
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
            throw new IllegalStateException("the topics cannot be made", e);
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
