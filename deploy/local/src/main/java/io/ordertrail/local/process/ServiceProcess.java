package io.ordertrail.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A service that runs as a process of its own on the JDK that runs this. Signals are those of POSIX systems. Not
 * thread-safe: one owner starts and ends it.
 */
public final class ServiceProcess implements AutoCloseable {

    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final ServiceSpec spec;
    private final Process process;

    private ServiceProcess(ServiceSpec spec, Process process) {
        this.spec = spec;
        this.process = process;
    }

    /**
     * Starts it and returns at once; {@link #awaitReady} says when it can be used.
     *
     * @throws UncheckedIOException if it cannot be started
     */
    public static ServiceProcess start(ServiceSpec spec) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(spec.jvmOptions());
        command.add("-jar");
        command.add(spec.jar().toString());
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(spec.log().toFile()));
        builder.environment().putAll(spec.environment());
        try {
            Files.createDirectories(spec.log().toAbsolutePath().getParent());
            return new ServiceProcess(spec, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + spec + ": " + e.getMessage(), e);
        }
    }

    /** What it was started with. */
    public ServiceSpec spec() {
        return spec;
    }

    /** The operating system's number of it. */
    public long pid() {
        return process.pid();
    }

    /** Whether it runs (or is frozen). */
    public boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Returns when its readiness check answers 200.
     *
     * @throws IllegalStateException if it ends before, or takes longer than the limit; the message names the log
     * @throws InterruptedException if the waiting thread is interrupted
     */
    public void awaitReady(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        try (HttpClient http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build()) {
            while (!answersReady(http)) {
                if (!process.isAlive()) {
                    throw new IllegalStateException("%s ended with code %d while starting; its log is %s"
                            .formatted(spec, process.exitValue(), spec.log()));
                }
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("%s was not ready within %d s; its log is %s"
                            .formatted(spec, limit.toSeconds(), spec.log()));
                }
                TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS.toMillis());
            }
        }
    }

    private boolean answersReady(HttpClient http) throws InterruptedException {
        URI ready = URI.create("http://127.0.0.1:" + spec.managementPort() + spec.readyPath());
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(ready).timeout(Duration.ofSeconds(2)).build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false; // it does not listen yet
        }
    }

    /** Waits for it to end by itself. Returns its exit code, or empty if it still runs after the limit. */
    public OptionalInt awaitEnd(Duration limit) throws InterruptedException {
        return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)
                ? OptionalInt.of(process.exitValue())
                : OptionalInt.empty();
    }

    /** SIGTERM, and SIGKILL when it still runs after the grace. Returns whether it ended by itself. */
    public boolean stop(Duration grace) throws InterruptedException {
        process.destroy();
        boolean ended = process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS);
        if (!ended) {
            kill();
        }
        return ended;
    }

    /** SIGKILL; returns when it is gone. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** SIGSTOP: it stands still in the middle of whatever it does, its leases run out, its connections stay. */
    public void freeze() throws InterruptedException {
        signal("STOP");
    }

    /** SIGCONT: it goes on as if nothing had happened. */
    public void thaw() throws InterruptedException {
        signal("CONT");
    }

    /** Resident memory in bytes, where /proc shows it. */
    public OptionalLong residentBytes() {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty(); // no /proc here, or the process is gone
        }
    }

    private void signal(String name) throws InterruptedException {
        try {
            int code = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IllegalStateException("kill -%s %s failed with code %d".formatted(name, spec, code));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops it, with a grace of 20 s. */
    @Override
    public void close() {
        try {
            stop(GRACE);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
