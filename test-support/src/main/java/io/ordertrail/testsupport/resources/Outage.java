package io.ordertrail.testsupport.resources;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * A server that the tests of this JVM share, away until this is closed. The other tests of the JVM do not run meanwhile.
 *
 * <pre>{@code
 * try (Outage database = Outage.ofDatabase()) {
 *     …
 * }
 * }</pre>
 */
public final class Outage implements AutoCloseable {

    private final Runnable end;

    private Outage(Runnable end) {
        this.end = end;
    }

    /**
     * Ends the connections to the service's database and lets nobody connect to it. Those of JDBC stay: a service has them for its start
     * only, and what a test keeps of them would be dead for the next one.
     */
    public static Outage ofDatabase() {
        Config config = ConfigProvider.getConfig();
        String jdbcUrl = config.getValue("quarkus.datasource.jdbc.url", String.class);
        String username = config.getValue("quarkus.datasource.username", String.class);
        String password = config.getValue("quarkus.datasource.password", String.class);
        int name = jdbcUrl.lastIndexOf('/') + 1;
        String database = jdbcUrl.substring(name);
        String server = jdbcUrl.substring(0, name) + "postgres";
        run(server, username, password, "alter database \"%s\" allow_connections false".formatted(database));
        run(server, username, password, """
                select pg_terminate_backend(pid) from pg_stat_activity
                 where datname = '%s' and application_name not like '%%JDBC%%'
                """.formatted(database));
        return new Outage(() ->
                run(server, username, password, "alter database \"%s\" allow_connections true".formatted(database)));
    }

    /** Stops the broker; its data is kept. Only with the embedded one. */
    public static Outage ofKafka() {
        SharedServers.shared().stopKafka();
        return new Outage(() -> SharedServers.shared().startKafka());
    }

    private static void run(String url, String username, String password, String sql) {
        try (Connection connection = DriverManager.getConnection(url, username, password);
                Statement statement = connection.createStatement()) {
            if (statement.execute(sql)) {
                try (ResultSet rows = statement.getResultSet()) {
                    while (rows.next()) {
                        // Each row ends a connection.
                    }
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot run " + sql, e);
        }
    }

    /** Brings the server back. */
    @Override
    public void close() {
        end.run();
    }
}
