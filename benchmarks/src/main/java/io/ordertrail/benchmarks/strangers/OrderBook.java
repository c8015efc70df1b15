package io.ordertrail.benchmarks.strangers;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What order-intake has written into its tables. */
record OrderBook(
        Map<String, Row> orders,
        List<Doubt> doubts,
        Map<String, List<Listed>> services,
        Map<String, BigDecimal> balances) {

    /** One order. */
    record Row(
            long id,
            String reference,
            String panel,
            String state,
            @Nullable String panelOrderId,
            @Nullable String waitReason,
            String message) {

        boolean isOpen() {
            return state.equals("RECEIVED") || state.equals("WAITING") || state.equals("SUBMITTING");
        }
    }

    /**
     * One doubt.
     *
     * @param decision null while it is open
     */
    record Doubt(
            String reference,
            String panel,
            String evidence,
            @Nullable String decision,
            boolean needsOperator,
            String explanation) {

        boolean isResolved() {
            return decision != null;
        }
    }

    /** One service of the catalogue. */
    record Listed(
            String id, String name, BigDecimal rate, String currency, long minimum, long maximum, boolean refill) {}

    static OrderBook read(Connection intake) throws SQLException {
        List<Row> orders = rows(
                intake,
                """
                select id, reference, panel, state, panel_order_id, wait_reason, coalesce(message, '') from orders
                """,
                row -> new Row(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7)));
        List<Doubt> doubts = rows(
                intake,
                """
                select o.reference, o.panel, d.evidence, d.decision, d.needs_operator, coalesce(d.explanation, '')
                  from doubt d join orders o on o.id = d.order_id
                """,
                row -> new Doubt(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getBoolean(5),
                        row.getString(6)));
        Map<String, List<Listed>> services = rows(
                        intake,
                        """
                        select panel, id, name, rate, currency, minimum, maximum, refill from service where gone_at is null
                        """,
                        row -> Map.entry(
                                row.getString(1),
                                new Listed(
                                        row.getString(2),
                                        row.getString(3),
                                        row.getBigDecimal(4),
                                        row.getString(5),
                                        row.getLong(6),
                                        row.getLong(7),
                                        row.getBoolean(8))))
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        Map<String, BigDecimal> balances = rows(
                        intake,
                        "select panel, balance from panel_state where balance is not null",
                        row -> Map.entry(row.getString(1), row.getBigDecimal(2)))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return new OrderBook(
                orders.stream().collect(Collectors.toMap(Row::reference, Function.identity())),
                doubts,
                services,
                balances);
    }

    /** Returns how many events are not published yet. */
    static long unpublished(Connection database) throws SQLException {
        return rows(database, "select count(*) from outbox", row -> row.getLong(1))
                .getFirst();
    }

    private static <T> List<T> rows(Connection connection, String sql, RowReader<T> reader) throws SQLException {
        try (var statement = connection.createStatement();
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
