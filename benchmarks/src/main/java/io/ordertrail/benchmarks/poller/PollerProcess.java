package io.ordertrail.benchmarks.poller;

import io.ordertrail.local.process.ServiceProcess;
import io.ordertrail.local.process.ServiceSpec;
import io.ordertrail.testsupport.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** One poller as a process, and what its metrics say. */
final class PollerProcess implements AutoCloseable {

    private static final Path JAR = Path.of("status-poller", "target", "quarkus-app", "quarkus-run.jar");

    private final HttpClient http = HttpClient.newHttpClient();
    private final ServiceProcess process;

    private PollerProcess(ServiceProcess process) {
        this.process = process;
    }

    static PollerProcess start(Map<String, String> settings, List<String> jvmOptions, Path log)
            throws InterruptedException {
        int port = FreePort.find();
        Map<String, String> environment = new java.util.HashMap<>(settings);
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        PollerProcess started = new PollerProcess(
                ServiceProcess.start(new ServiceSpec("status-poller", JAR, port, environment, jvmOptions, log)));
        started.process.awaitReady(Duration.ofMinutes(3));
        return started;
    }

    /** The sum of all series of that name. */
    double metric(String name) throws IOException, InterruptedException {
        URI metrics = URI.create("http://127.0.0.1:" + process.spec().managementPort() + "/q/metrics");
        return http.send(
                        HttpRequest.newBuilder(metrics)
                                .header("accept", "text/plain")
                                .build(),
                        BodyHandlers.ofString())
                .body()
                .lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** Waits until that many orders are watched. */
    void awaitTracked(int orders) throws IOException, InterruptedException {
        while (metric("ordertrail_poller_tracked") < orders) {
            Thread.sleep(50);
        }
    }

    /** What is alive on the heap. */
    long liveHeapBytes() throws IOException, InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        new ProcessBuilder(jcmd, Long.toString(process.pid()), "GC.run")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        URI ready = URI.create("http://127.0.0.1:" + process.spec().managementPort() + "/q/health/live");
        http.send(HttpRequest.newBuilder(ready).build(), BodyHandlers.discarding());
        String metrics = http.send(
                        HttpRequest.newBuilder(ready.resolve("/q/metrics"))
                                .header("accept", "text/plain")
                                .build(),
                        BodyHandlers.ofString())
                .body();
        return (long) metrics.lines()
                .filter(line -> line.startsWith("jvm_memory_used_bytes{") && line.contains("area=\"heap\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** Time on processors so far. */
    Duration cpu() {
        return ProcessHandle.of(process.pid())
                .flatMap(handle -> handle.info().totalCpuDuration())
                .orElse(Duration.ZERO);
    }

    long residentBytes() {
        return process.residentBytes().orElse(0);
    }

    @Override
    public void close() {
        process.close();
    }
}
