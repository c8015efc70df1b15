package io.ordertrail.testsupport.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordertrail.testsupport.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HeldCommitTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static EmbeddedPostgres postgres;
    private TcpProxy proxy;

    @BeforeAll
    static void start() throws SQLException {
        postgres = EmbeddedPostgres.forTests();
        postgres.createDatabase("held");
        try (Connection connection = direct()) {
            execute(connection, "create table claim (n int)");
        }
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @BeforeEach
    void open() {
        proxy = TcpProxy.toPostgres(postgres.port());
    }

    @AfterEach
    void close() {
        proxy.close();
    }

    @Test
    void a_commit_is_done_while_its_answer_is_held() throws Exception {
        HeldAnswer held = proxy.holdCommit(done -> done.contains("into claim"));
        try (Connection connection = proxied()) {
            commit(connection, "select 1");
            CompletableFuture<Void> committed =
                    CompletableFuture.runAsync(() -> commit(connection, "insert into claim values (1)"));
            assertThat(held.await(LIMIT)).isTrue();
            assertThat(count(1)).isOne();
            assertThat(committed).isNotDone();

            held.release();
            committed.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            commit(connection, "insert into claim values (2)");
        }
    }

    @Test
    void a_statement_that_was_prepared_before_is_recognised_with_its_values() throws Exception {
        try (Connection connection = proxied();
                var insert = connection.prepareStatement("insert into claim select length(?)")) {
            connection.setAutoCommit(false);
            for (int n = 0; n < 10; n++) { // from the fifth time on the driver uses a name
                insert.setString(1, "x");
                insert.execute();
            }
            connection.commit();
            HeldAnswer held = proxy.holdCommit(done -> done.contains("into claim") && done.contains("yyy"));
            insert.setString(1, "yyy");
            insert.execute();
            CompletableFuture<Void> committed = CompletableFuture.runAsync(() -> commit(connection));
            assertThat(held.await(LIMIT)).isTrue();
            assertThat(count(3)).isOne();
            held.release();
            committed.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        }
    }

    @Test
    void a_transaction_is_known_by_the_number_of_rows_that_it_changed() throws Exception {
        HeldAnswer held = proxy.holdCommit(done -> done.contains("INSERT 0 2"));
        try (Connection connection = proxied()) {
            commit(connection, "insert into claim values (4)");
            CompletableFuture<Void> committed =
                    CompletableFuture.runAsync(() -> commit(connection, "insert into claim values (5), (6)"));
            assertThat(held.await(LIMIT)).isTrue();
            assertThat(count(6)).isOne();
            held.release();
            committed.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        }
    }

    @Test
    void a_commit_whose_answer_is_lost_was_done() throws Exception {
        HeldAnswer held = proxy.holdCommit(done -> done.contains("into claim"));
        try (Connection connection = proxied()) {
            CompletableFuture<Void> committed =
                    CompletableFuture.runAsync(() -> commit(connection, "insert into claim values (7)"));
            assertThat(held.await(LIMIT)).isTrue();
            held.lose();
            assertThatThrownBy(() -> committed.get(LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class);
            assertThat(count(7)).isOne();
        }
    }

    private Connection proxied() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/held".formatted(proxy.port()),
                postgres.username(),
                postgres.password());
    }

    private static Connection direct() throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl("held"), postgres.username(), postgres.password());
    }

    private static void commit(Connection connection, String sql) {
        try {
            connection.setAutoCommit(false);
            execute(connection, sql);
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void commit(Connection connection) {
        try {
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int count(int n) throws SQLException {
        try (Connection connection = direct();
                var statement = connection.prepareStatement("select count(*) from claim where n = ?")) {
            statement.setInt(1, n);
            try (var result = statement.executeQuery()) {
                result.next();
                return result.getInt(1);
            }
        }
    }
}
