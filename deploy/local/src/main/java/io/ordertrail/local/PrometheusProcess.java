package io.ordertrail.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Prometheus over the services, with the alerts of deploy/prometheus, where it is installed. */
record PrometheusProcess(Process prometheus) implements AutoCloseable {

    static Optional<PrometheusProcess> start(DataDirectory home, Ports ports, ProgressDisplay screen) {
        if (!installed()) {
            screen.say("--observe: there is no prometheus on the PATH; install it (apt install prometheus, brew install"
                    + " prometheus) or look at http://localhost:%d/q/metrics."
                            .formatted(ports.managementOf(LaunchedService.ORDER_INTAKE)));
            return Optional.empty();
        }
        try {
            Path config = Files.writeString(home.data().resolve("prometheus.yml"), config(home, ports));
            Process process = new ProcessBuilder(
                            "prometheus",
                            "--config.file=" + config,
                            "--storage.tsdb.path=" + home.data().resolve("prometheus"),
                            "--web.listen-address=localhost:" + ports.prometheus())
                    .redirectErrorStream(true)
                    .redirectOutput(home.logs().resolve("prometheus.log").toFile())
                    .start();
            screen.say("Prometheus: http://localhost:%d/alerts".formatted(ports.prometheus()));
            return Optional.of(new PrometheusProcess(process));
        } catch (IOException e) {
            throw new LauncherException("Prometheus does not start: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        prometheus.destroy();
    }

    private static boolean installed() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "prometheus")));
    }

    private static String config(DataDirectory home, Ports ports) {
        String jobs = Arrays.stream(LaunchedService.values())
                .map(service -> """
                          - job_name: %s
                            metrics_path: /q/metrics
                            static_configs:
                              - targets: ["localhost:%d"]
                        """.formatted(service.title(), ports.managementOf(service)))
                .collect(Collectors.joining());
        return """
                global:
                  scrape_interval: 5s
                  evaluation_interval: 5s
                rule_files:
                  - %s/*.rules.yaml
                scrape_configs:
                %s""".formatted(home.directory().resolve("../prometheus").normalize(), jobs);
    }
}
