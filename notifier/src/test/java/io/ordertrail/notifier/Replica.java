package io.ordertrail.notifier;

import static java.util.Objects.requireNonNull;

import io.ordertrail.testsupport.EmbeddedPostgres;
import io.ordertrail.testsupport.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The packaged notifier as a process that can be killed and started again. */
final class Replica implements AutoCloseable {

    /** The operator's key of all of them. */
    static final String OPERATOR = "operator-key-of-the-tests";

    private final String name;
    private final Map<String, String> settings;
    private final int port;
    private final int managementPort;
    private @Nullable Process process;

    Replica(String name, Map<String, String> settings) throws IOException {
        this.name = name;
        this.settings = settings;
        this.port = FreePort.find();
        this.managementPort = FreePort.find();
    }

    void start(String... options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(List.of(options));
        command.addAll(List.of("-jar", "target/quarkus-app/quarkus-run.jar"));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        environment.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(managementPort));
        builder.environment().putAll(environment);
        process = builder.start();
    }

    boolean isRunning() {
        return process != null && process.isAlive();
    }

    boolean isReady() {
        try (HttpClient http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build()) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + managementPort + "/q/health/ready"))
                    .timeout(Duration.ofSeconds(2))
                    .build();
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException | InterruptedException e) {
            return false;
        }
    }

    /** What it ended with; it must end by itself, soon. */
    int exitCode() throws InterruptedException {
        Process running = requireNonNull(process);
        if (!running.waitFor(2, TimeUnit.MINUTES)) {
            throw new AssertionError(name + " does not end; its log is in " + log());
        }
        return running.exitValue();
    }

    /** What it and those before it of its name wrote. */
    Path log() {
        return Path.of("target", name + ".log");
    }

    /** SIGSTOP: it does nothing more, and does not know. */
    void freeze() throws IOException, InterruptedException {
        signal("-STOP");
    }

    /** SIGCONT. */
    void thaw() throws IOException, InterruptedException {
        signal("-CONT");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        String pid = Long.toString(requireNonNull(process).pid());
        int code = new ProcessBuilder("kill", signal, pid).inheritIO().start().waitFor();
        if (code != 0) {
            throw new IOException("kill " + signal + " " + pid + " ended with " + code);
        }
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    /** SIGTERM; whether it ended by itself in that time. */
    boolean stop(Duration grace) throws InterruptedException {
        if (process == null) {
            return true;
        }
        process.destroy();
        return process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS);
    }

    String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }

    /** Everything short, so that what takes minutes takes seconds. */
    static Map<String, String> settings(EmbeddedPostgres postgres, String kafka) {
        return Map.ofEntries(
                Map.entry("QUARKUS_DATASOURCE_JDBC_URL", postgres.jdbcUrl("notifier")),
                Map.entry("QUARKUS_DATASOURCE_REACTIVE_URL", postgres.reactiveUrl("notifier")),
                Map.entry("QUARKUS_DATASOURCE_USERNAME", postgres.username()),
                Map.entry("QUARKUS_DATASOURCE_PASSWORD", postgres.password()),
                Map.entry("KAFKA_BOOTSTRAP_SERVERS", kafka),
                Map.entry("MP_MESSAGING_INCOMING_EVENTS_SESSION_TIMEOUT_MS", "6000"),
                Map.entry("MP_MESSAGING_INCOMING_EVENTS_HEARTBEAT_INTERVAL_MS", "1000"),
                Map.entry("ORDERTRAIL_OPERATOR_KEY", OPERATOR),
                Map.entry("ORDERTRAIL_NOTIFIER_ENCRYPTION_KEY", "t1:dGVzdHRlc3R0ZXN0dGVzdHRlc3R0ZXN0dGVzdHRlc3Q="),
                Map.entry("ORDERTRAIL_NOTIFIER_WEBHOOKS_ALLOW_HTTP", "true"),
                Map.entry("ORDERTRAIL_NOTIFIER_WEBHOOKS_ALLOWED_NETWORKS", "127.0.0.1/32"),
                Map.entry("ORDERTRAIL_NOTIFIER_WEBHOOKS_ALLOWED_PORTS", "1-65535"),
                Map.entry("ORDERTRAIL_NOTIFIER_WEBHOOKS_TIMEOUT", "2s"),
                Map.entry("ORDERTRAIL_NOTIFIER_DELIVERY_LEASE", "7s"),
                Map.entry("ORDERTRAIL_NOTIFIER_DELIVERY_SHORTEST_PAUSE", "100ms"),
                Map.entry("ORDERTRAIL_NOTIFIER_DELIVERY_LONGEST_PAUSE", "500ms"),
                Map.entry(
                        "ORDERTRAIL_NOTIFIER_DELIVERY_RETRIES",
                        "200ms,400ms,1s,2s,2s,2s,2s,2s,2s,2s,2s,2s,2s,2s,2s,2s,2s,2s,2s,2s"));
    }
}
