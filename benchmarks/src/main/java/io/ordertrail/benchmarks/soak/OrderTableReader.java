package io.ordertrail.benchmarks.soak;

import io.ordertrail.benchmarks.soak.BookedOrder.Disposition;
import io.ordertrail.testsupport.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the services' databases directly. */
final class OrderTableReader {

    private final EmbeddedPostgres postgres;

    OrderTableReader(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    /** Subscriptions have no link; the user name is unique among the soak's orders as links are. */
    private static final String LINK = "coalesce(%s.link, %<s.request::jsonb #>> '{content,parameters,username}')";

    /** Returns every order. */
    List<BookedOrder> orders() throws SQLException {
        return rows(
                "intake",
                """
                select o.id, o.reference, %s, o.panel, o.state, o.panel_order_id, o.charge, o.fence,
                       o.request::jsonb #>> '{content,quantity}' is not null
                  from orders o
                """.formatted(LINK.formatted("o")),
                row -> new BookedOrder(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        disposition(row.getString(5)),
                        row.getLong(8),
                        row.getString(6),
                        row.getBigDecimal(7),
                        row.getBoolean(9)));
    }

    /**
     * Returns the links of orders that are at the panel or in doubt with a stored cancel, with the submission's number.
     */
    Map<String, Long> canceledAtPanel() throws SQLException {
        Map<String, Long> submissions = new HashMap<>();
        rows(
                        "intake",
                        "select %s, o.fence from orders o".formatted(LINK.formatted("o"))
                                + " where o.cancel = 'WANTED' and o.state in ('SUBMITTING', 'IN_DOUBT')",
                        row -> Map.entry(row.getString(1), row.getLong(2)))
                .forEach(order -> submissions.put(order.getKey(), order.getValue()));
        return submissions;
    }

    private static Disposition disposition(String state) {
        return switch (state) {
            case "ACCEPTED" -> Disposition.ACCEPTED;
            case "REJECTED", "WITHDRAWN" -> Disposition.REJECTED;
            case "IN_DOUBT" -> Disposition.IN_DOUBT;
            default -> Disposition.OPEN;
        };
    }

    /** Returns how many orders have no disposition yet. */
    long open() throws SQLException {
        return count("intake", "select count(*) from orders where state in ('RECEIVED', 'WAITING', 'SUBMITTING')");
    }

    /** Returns the panels with doubts that are still being resolved. */
    List<String> doubtfulPanels() throws SQLException {
        return rows(
                "intake",
                "select distinct panel from doubt where decision is null and not needs_operator",
                row -> row.getString(1));
    }

    /**
     * A doubt that is left to an operator.
     *
     * @param reason with every number replaced by n
     */
    record LeftDoubt(String reference, String panel, String reason) {}

    /** Returns the doubts that were left to an operator. */
    List<LeftDoubt> leftToOperator() throws SQLException {
        return rows("intake", """
                select o.reference, o.panel, coalesce(regexp_replace(d.explanation, '[0-9]+', 'n', 'g'), '')
                  from doubt d join orders o on o.id = d.order_id
                 where d.decision is null and d.needs_operator
                """, row -> new LeftDoubt(row.getString(1), row.getString(2), row.getString(3)));
    }

    /** Returns how often each decision ended a doubt. */
    Map<String, Long> decisions() throws SQLException {
        Map<String, Long> decisions = new TreeMap<>();
        rows("intake", "select coalesce(decision, 'open') from doubt", row -> row.getString(1))
                .forEach(decision -> decisions.merge(decision, 1L, Long::sum));
        return decisions;
    }

    /** Returns how many events are committed and not published, in all four databases. */
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
