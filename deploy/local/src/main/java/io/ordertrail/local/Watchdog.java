package io.ordertrail.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * Ends the children when this process dies without doing it itself: a shell that reads from a pipe which nobody ever
 * writes to. When the pipe ends, this process has, however that came.
 */
final class Watchdog implements AutoCloseable {

    private static final String SCRIPT = """
            trap '' INT TERM HUP
            read -r _
            if [ -s "$1" ]; then
              for pid in $(cat "$1"); do kill -TERM "$pid" 2>/dev/null; done
              sleep 5
              for pid in $(cat "$1"); do kill -KILL "$pid" 2>/dev/null; done
              rm -f "$1"
            fi
            """;

    private final Path pids;
    private final Process shell;

    private Watchdog(Path pids, Process shell) {
        this.pids = pids;
        this.shell = shell;
    }

    /** Ends what a launcher left that was killed together with its watchdog. */
    static void endLeftovers(Path pids) throws InterruptedException {
        try {
            if (Files.exists(pids)) {
                for (String pid : Files.readAllLines(pids)) {
                    end(Long.parseLong(pid.strip()));
                }
                Files.delete(pids);
            }
        } catch (IOException e) {
            throw new LauncherException("%s cannot be read: %s".formatted(pids, e.getMessage()), e);
        }
    }

    /** Unless something else has the number by now. */
    private static void end(long pid) throws InterruptedException {
        Optional<ProcessHandle> left = ProcessHandle.of(pid)
                .filter(process -> process.info().command().orElse("").matches(".*/(java|postgres)"));
        if (left.isPresent()) {
            left.get().destroy();
            try {
                left.get().onExit().get(20, TimeUnit.SECONDS);
            } catch (TimeoutException | ExecutionException e) {
                left.get().destroyForcibly();
            }
        }
    }

    static Watchdog start(Path pids) {
        try {
            Files.deleteIfExists(pids);
            Process shell = new ProcessBuilder("/bin/sh", "-c", SCRIPT, "ordertrail-watchdog", pids.toString())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new Watchdog(pids, shell);
        } catch (IOException e) {
            throw new LauncherException("The watchdog does not start: " + e.getMessage(), e);
        }
    }

    /** Those are the children from now on. */
    void watch(List<Long> children) {
        try {
            Files.writeString(pids, children.stream().map(String::valueOf).collect(Collectors.joining("\n")));
        } catch (IOException e) {
            throw new LauncherException("%s cannot be written: %s".formatted(pids, e.getMessage()), e);
        }
    }

    /** All children have ended. */
    @Override
    public void close() {
        try {
            Files.deleteIfExists(pids);
            shell.getOutputStream().close();
        } catch (IOException e) {
            shell.destroyForcibly();
        }
    }
}
