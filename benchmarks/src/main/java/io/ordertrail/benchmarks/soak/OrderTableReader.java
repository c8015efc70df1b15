package io.ordertrail.benchmarks.soak;

import io.ordertrail.benchmarks.soak.BookedOrder.Disposition;
import io.ordertrail.testsupport.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the services' databases say, read directly. */
final class OrderTableReader {

    private final EmbeddedPostgres postgres;

    OrderTableReader(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    /** Every order of the order book. */
    List<BookedOrder> orders() throws SQLException {
        return rows(
                "intake",
                "select id, reference, link, panel, state, panel_order_id, charge from orders",
                row -> new BookedOrder(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        disposition(row.getString(5)),
                        row.getString(6),
                        row.getBigDecimal(7)));
    }

    private static Disposition disposition(String state) {
        return switch (state) {
            case "ACCEPTED" -> Disposition.ACCEPTED;
            case "REJECTED", "WITHDRAWN" -> Disposition.REJECTED;
            case "IN_DOUBT" -> Disposition.IN_DOUBT;
            default -> Disposition.OPEN;
        };
    }

    /** How many orders have no disposition yet. */
    long open() throws SQLException {
        return count("intake", "select count(*) from orders where state in ('RECEIVED', 'WAITING', 'SUBMITTING')");
    }

    /** Panels with doubts that are still looked into. */
    List<String> doubtfulPanels() throws SQLException {
        return rows(
                "intake",
                "select distinct panel from doubt where decision is null and not needs_operator",
                row -> row.getString(1));
    }

    /** Why doubts were left to a person, with how often. */
    Map<String, Long> leftToPerson() throws SQLException {
        Map<String, Long> reasons = new TreeMap<>();
        rows(
                        "intake",
                        "select regexp_replace(explanation, '[0-9]+', 'n', 'g') from doubt"
                                + " where decision is null and needs_operator",
                        row -> String.valueOf(row.getString(1)))
                .forEach(reason -> reasons.merge(reason, 1L, Long::sum));
        return reasons;
    }

    /** What became of doubts, by the decision. */
    Map<String, Long> decisions() throws SQLException {
        Map<String, Long> decisions = new TreeMap<>();
        rows("intake", "select coalesce(decision, 'open') from doubt", row -> row.getString(1))
                .forEach(decision -> decisions.merge(decision, 1L, Long::sum));
        return decisions;
    }

    /** Events that are committed and not published, in all four databases. */
    long unpublished() throws SQLException {
        long unpublished = 0;
        for (String database : ServiceCluster.DATABASES) {
            unpublished += count(database, "select count(*) from outbox");
        }
        return unpublished;
    }

    private long count(String database, String sql) throws SQLException {
        return rows(database, sql, row -> row.getLong(1)).getFirst();
    }

    private <T> List<T> rows(String database, String sql, RowReader<T> reader) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        postgres.jdbcUrl(database), postgres.username(), postgres.password());
                var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<T> all = new ArrayList<>();
            while (rows.next()) {
                all.add(reader.read(rows));
            }
            return all;
        }
    }

    private interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }
}
