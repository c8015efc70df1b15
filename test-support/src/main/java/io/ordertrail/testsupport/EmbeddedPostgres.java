package io.ordertrail.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL 18 server as a child process. It keeps its port and its data through {@link #stop}, {@link #kill} and
 * {@link #start}. Methods may be called from any thread; they block.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final String USER = "postgres";

    private final Path data;
    private final int port;
    private final boolean keep;
    private io.zonky.test.db.postgres.embedded.@Nullable EmbeddedPostgres server;

    private EmbeddedPostgres(Path data, int port, boolean keep) {
        this.data = data;
        this.port = port;
        this.keep = keep;
    }

    /**
     * Returns a server on a free port, fast and not durable. Its data is deleted when it is closed, or when the JVM
     * ends.
     */
    public static EmbeddedPostgres forTests() {
        EmbeddedPostgres postgres =
                new EmbeddedPostgres(Directories.temporary("ordertrail-postgres-"), FreePort.find(), false);
        postgres.start();
        Runtime.getRuntime().addShutdownHook(new Thread(postgres::close, "postgres-stop"));
        return postgres;
    }

    /**
     * Returns a durable server with its data in that directory, which is created if it does not exist. A server that an
     * earlier process left running on the same data is stopped first.
     *
     * @throws UncheckedIOException if it does not start, for instance because the port is taken
     */
    public static EmbeddedPostgres at(Path data, int port) {
        EmbeddedPostgres postgres = new EmbeddedPostgres(data.toAbsolutePath(), port, true);
        postgres.start();
        return postgres;
    }

    /** Creates the database if it does not exist. */
    public void createDatabase(String name) {
        try (Connection connection = running().getPostgresDatabase().getConnection();
                var exists = connection.prepareStatement("select 1 from pg_database where datname = ?");
                var statement = connection.createStatement()) {
            exists.setString(1, name);
            if (!exists.executeQuery().next()) {
                statement.execute("create database \"" + name.replace("\"", "") + "\"");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot create the database " + name, e);
        }
    }

    /** Returns the URL for a JDBC driver. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://localhost:%d/%s".formatted(port, database);
    }

    /** Returns the value of {@code quarkus.datasource.reactive.url}. */
    public String reactiveUrl(String database) {
        return "vertx-reactive:postgresql://localhost:%d/%s".formatted(port, database);
    }

    /** Returns the name of a superuser. */
    public String username() {
        return USER;
    }

    /** Returns a password; any is accepted from this machine. */
    public String password() {
        return USER;
    }

    /** Returns the process id of the postmaster; empty while it is stopped. */
    public Optional<Long> pid() {
        return postmaster().map(ProcessHandle::pid);
    }

    /** Returns its port, which stays the same until it is closed. */
    public int port() {
        return port;
    }

    /** Starts it again after {@link #stop} or {@link #kill}; nothing happens if it runs. */
    public synchronized void start() {
        if (server != null) {
            return;
        }
        ServerLog.quiet();
        stopLeftover();
        Path log = data.resolveSibling(data.getFileName() + ".log");
        String durable = keep ? "on" : "off";
        try {
            Files.createDirectories(data);
            server = io.zonky.test.db.postgres.embedded.EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setPort(port)
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .setOutputRedirector(keep ? Redirect.appendTo(log.toFile()) : Redirect.DISCARD)
                    .setErrorRedirector(keep ? Redirect.appendTo(log.toFile()) : Redirect.DISCARD)
                    .setServerConfig("fsync", durable)
                    .setServerConfig("synchronous_commit", durable)
                    .setServerConfig("full_page_writes", durable)
                    .setServerConfig("max_connections", "300")
                    .setServerConfig("shared_buffers", "64MB")
                    .setServerConfig("max_wal_size", "512MB")
                    .setServerConfig("autovacuum_naptime", "10s")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "PostgreSQL does not start on port %d with its data in %s: %s"
                            .formatted(port, data, e.getMessage()),
                    e);
        }
    }

    /** Stops it in an orderly way and ends its connections ({@code pg_ctl stop -m fast}). */
    public synchronized void stop() {
        if (server == null) {
            return;
        }
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL on port %d does not stop".formatted(port), e);
        } finally {
            server = null;
        }
    }

    /**
     * Kills it: what was not written to disk is lost, and the next start recovers. Its children end as well: they hold the
     * shared memory, and while one of them is left, the next start fails.
     */
    public synchronized void kill() {
        postmaster().ifPresent(process -> {
            List<ProcessHandle> all =
                    Stream.concat(Stream.of(process), process.descendants()).toList();
            all.forEach(ProcessHandle::destroyForcibly);
            all.forEach(EmbeddedPostgres::awaitEnd);
        });
        stop();
    }

    /** Stops it; a test's data is deleted. */
    @Override
    public void close() {
        stop();
        if (!keep) {
            Directories.delete(data);
        }
    }

    private io.zonky.test.db.postgres.embedded.EmbeddedPostgres running() {
        io.zonky.test.db.postgres.embedded.EmbeddedPostgres current = server;
        if (current == null) {
            throw new IllegalStateException("PostgreSQL on port %d is stopped".formatted(port));
        }
        return current;
    }

    private void stopLeftover() {
        postmaster().ifPresent(process -> {
            process.destroy();
            awaitEnd(process);
        });
    }

    /** Returns the postmaster by its pid file, unless another process has that pid by now. */
    private Optional<ProcessHandle> postmaster() {
        Path file = data.resolve("postmaster.pid");
        try {
            return Files.exists(file)
                    ? ProcessHandle.of(Long.parseLong(
                                    Files.readAllLines(file).getFirst().strip()))
                            .filter(process ->
                                    process.info().command().orElse("").endsWith("postgres"))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static void awaitEnd(ProcessHandle process) {
        try {
            process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            throw new IllegalStateException(
                    "PostgreSQL (pid %d) does not end; stop it and try again".formatted(process.pid()), e);
        }
    }
}
