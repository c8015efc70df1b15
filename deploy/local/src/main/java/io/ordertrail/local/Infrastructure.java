package io.ordertrail.local;

import io.ordertrail.events.Topics;
import io.ordertrail.local.process.ServiceProcess;
import io.ordertrail.local.process.ServiceSpec;
import io.ordertrail.testsupport.EmbeddedKafka;
import io.ordertrail.testsupport.EmbeddedPostgres;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Everything that runs, started in order and stopped in the opposite one. */
final class Infrastructure implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(180);
    private static final int PARTITIONS = 6;
    private static final List<String> JVM = List.of(
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private final DataDirectory home;
    private final Ports ports;
    private final LauncherOptions options;
    private final ProgressDisplay screen;
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private final List<ServiceProcess> processes = new ArrayList<>();

    Infrastructure(DataDirectory home, Ports ports, LauncherOptions options, ProgressDisplay screen) {
        this.home = home;
        this.ports = ports;
        this.options = options;
        this.screen = screen;
    }

    String kafka() {
        return "localhost:" + ports.kafka();
    }

    /** Closed with the rest. */
    <T extends AutoCloseable> T keep(T part) {
        running.push(part);
        return part;
    }

    void start(Secrets secrets) throws InterruptedException {
        Watchdog watchdog = keep(Watchdog.start(home.pids()));
        EmbeddedPostgres postgres = postgres();
        EmbeddedKafka kafka = kafka(home.data().resolve("kafka"));
        screen.say("PostgreSQL on %d, Kafka on %d".formatted(ports.postgres(), ports.kafka()));
        if (options.panels().isEmpty()) {
            start(simulator());
        }
        ServiceSettings settings = new ServiceSettings(home, ports, postgres, kafka.bootstrapServers(), secrets);
        for (LaunchedService service : LaunchedService.values()) {
            start(spec(service, settings.write(service, options.panels())));
        }
        watchdog.watch(Stream.concat(processes.stream().map(ServiceProcess::pid), postgres.pid().stream())
                .toList());
        for (ServiceProcess process : processes) {
            awaitReady(process);
        }
        screen.say(String.join(
                ", ", processes.stream().map(each -> each.spec().toString()).toList()));
    }

    /** @throws LauncherException if a process that should run has ended */
    void mustRun() {
        for (ServiceProcess process : processes) {
            if (!process.isAlive()) {
                throw new LauncherException("%s has ended; its log is %s."
                        .formatted(process.spec(), process.spec().log()));
            }
        }
    }

    @Override
    public void close() {
        processes.reversed().forEach(process -> ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroy));
        while (!running.isEmpty()) {
            try {
                running.pop().close();
            } catch (Exception e) { // the others are to be stopped too
                screen.say("Does not stop as it should: " + e.getMessage());
            }
        }
    }

    private EmbeddedPostgres postgres() {
        try {
            EmbeddedPostgres postgres = keep(EmbeddedPostgres.at(home.data().resolve("postgres"), ports.postgres()));
            for (LaunchedService service : LaunchedService.values()) {
                postgres.createDatabase(service.database());
            }
            return postgres;
        } catch (UncheckedIOException | IllegalStateException e) {
            throw new LauncherException(e.getMessage() + " (log: deploy/local/data/postgres.log)", e);
        }
    }

    private EmbeddedKafka kafka(Path data) {
        try {
            EmbeddedKafka kafka = keep(EmbeddedKafka.at(data, ports.kafka()));
            kafka.createTopics(Topics.all(), PARTITIONS);
            return kafka;
        } catch (IllegalStateException e) {
            throw new LauncherException(String.valueOf(e.getMessage()), e);
        }
    }

    private ServiceSpec simulator() {
        return new ServiceSpec(
                "panel-simulator",
                home.jar("panel-simulator"),
                ports.simulator(),
                SimulatorSettings.environment(home, ports),
                JVM,
                home.logs().resolve("panel-simulator.log"),
                ports.simulator(),
                "/admin/health");
    }

    private ServiceSpec spec(LaunchedService service, Path settings) {
        return new ServiceSpec(
                service.title(),
                home.jar(service.title()),
                ports.of(service),
                Map.of(
                        "QUARKUS_CONFIG_LOCATIONS",
                        settings.toUri().toString(),
                        ServiceSpec.MANAGEMENT_PORT,
                        Integer.toString(ports.managementOf(service))),
                JVM,
                home.logs().resolve(service.title() + ".log"));
    }

    private void start(ServiceSpec spec) {
        processes.add(keep(ServiceProcess.start(spec)));
    }

    private static void awaitReady(ServiceProcess process) throws InterruptedException {
        try {
            process.awaitReady(START_LIMIT);
        } catch (IllegalStateException e) {
            throw new LauncherException(
                    e.getMessage() + LogTail.of(process.spec().log()), e);
        }
    }
}
