package io.ordertrail.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {

    @TempDir
    Path directory;

    @Test
    void what_was_committed_is_there_after_a_kill_and_after_a_stop() throws SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.at(directory.resolve("postgres"), FreePort.find())) {
            postgres.createDatabase("intake");
            postgres.createDatabase("intake");
            execute(postgres, "create table kept (n int)");
            execute(postgres, "insert into kept values (1)");

            postgres.kill();
            postgres.start();
            execute(postgres, "insert into kept values (2)");
            postgres.stop();
            postgres.start();

            assertThat(sum(postgres)).isEqualTo(3);
        }
    }

    @Test
    void a_server_that_a_killed_process_left_running_is_taken_over() throws Exception {
        Path data = directory.resolve("postgres");
        int port = FreePort.find();
        leaveServerRunning(data, port);

        try (EmbeddedPostgres postgres = EmbeddedPostgres.at(data, port)) {
            assertThat(sum(postgres)).isEqualTo(7);
        }
    }

    private static void leaveServerRunning(Path data, int port) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LeavesServerRunning.class.getName(),
                        data.toString(),
                        Integer.toString(port))
                .inheritIO()
                .start();
        assertThat(process.waitFor()).isEqualTo(1);
    }

    /** A process that dies without a word to its server. */
    static final class LeavesServerRunning {
        public static void main(String... arguments) throws SQLException {
            EmbeddedPostgres postgres = EmbeddedPostgres.at(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
            postgres.createDatabase("intake");
            execute(postgres, "create table kept as select 7 as n");
            Runtime.getRuntime().halt(1);
        }
    }

    private static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection = connect(postgres);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int sum(EmbeddedPostgres postgres) throws SQLException {
        try (Connection connection = connect(postgres);
                var statement = connection.createStatement();
                var result = statement.executeQuery("select sum(n) from kept")) {
            result.next();
            return result.getInt(1);
        }
    }

    private static Connection connect(EmbeddedPostgres postgres) throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl("intake"), postgres.username(), postgres.password());
    }
}
