package io.ordertrail.benchmarks.soak;

import io.ordertrail.local.process.ServiceProcess;
import io.ordertrail.local.process.ServiceSpec;
import io.ordertrail.testsupport.crash.CrashAgent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * One process of the cluster. It keeps its settings, its port and its links when it is started again. Not thread-safe.
 */
final class ServiceInstance implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(10);

    private final String service;
    private final ServiceSpec spec;
    private final @Nullable ReplicaLinks links;
    private ServiceProcess process;

    /** @param links null for the simulator, which connects to nothing */
    ServiceInstance(String service, ServiceSpec spec, @Nullable ReplicaLinks links) {
        this.service = service;
        this.spec = spec;
        this.links = links;
        this.process = ServiceProcess.start(spec);
    }

    /** Returns the name of its module. */
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

    /** Returns its links to the servers. */
    ReplicaLinks links() {
        if (links == null) {
            throw new IllegalStateException(spec.name() + " has no links");
        }
        return links;
    }

    /** Starts it again with additional JVM options, after it has ended. Returns at once. */
    void start(List<String> options) {
        List<String> all = new ArrayList<>(spec.jvmOptions());
        all.addAll(options);
        process = ServiceProcess.start(
                new ServiceSpec(spec.name(), spec.jar(), spec.port(), spec.environment(), all, spec.log()));
    }

    void awaitReady() throws InterruptedException {
        process.awaitReady(START);
    }

    /** Returns whether it was stopped by a signal. */
    boolean isFrozen() {
        return process.isAlive() && CrashAgent.isFrozen(process.pid());
    }

    /** Returns its exit code once it has ended by itself; empty if it has not within the limit. */
    OptionalInt awaitEnd(Duration limit) throws InterruptedException {
        return process.awaitEnd(limit);
    }

    /** Kills it. */
    @Override
    public void close() {
        try {
            process.kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (links != null) {
            links.close();
        }
    }
}
