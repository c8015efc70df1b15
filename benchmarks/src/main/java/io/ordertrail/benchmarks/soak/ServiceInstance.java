package io.ordertrail.benchmarks.soak;

import io.ordertrail.local.process.ServiceProcess;
import io.ordertrail.local.process.ServiceSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** One process of the fleet: always the same settings and port, however often it is killed. Not thread-safe. */
final class ServiceInstance implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(2);

    private final String service;
    private final ServiceSpec spec;
    private ServiceProcess process;

    ServiceInstance(String service, ServiceSpec spec) {
        this.service = service;
        this.spec = spec;
        this.process = ServiceProcess.start(spec);
    }

    /** The module it is made from. */
    String service() {
        return service;
    }

    String name() {
        return spec.name();
    }

    int port() {
        return spec.port();
    }

    ServiceProcess process() {
        return process;
    }

    /** Again, after it has ended, with more options of the JVM. Returns at once. */
    void start(List<String> options) {
        List<String> all = new ArrayList<>(spec.jvmOptions());
        all.addAll(options);
        process = ServiceProcess.start(
                new ServiceSpec(spec.name(), spec.jar(), spec.port(), spec.environment(), all, spec.log()));
    }

    void awaitReady() throws InterruptedException {
        process.awaitReady(START);
    }

    /** Its exit code once it has ended by itself; empty if it has not within the limit. */
    OptionalInt awaitEnd(Duration limit) throws InterruptedException {
        return process.awaitEnd(limit);
    }

    /** Kills it: its work is done, and nobody waits for its leave. */
    @Override
    public void close() {
        try {
            process.kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
