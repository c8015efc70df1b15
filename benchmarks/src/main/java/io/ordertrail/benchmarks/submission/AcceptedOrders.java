package io.ordertrail.benchmarks.submission;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What the order book says. Nothing writes an order's row once it is ACCEPTED, so that the row's own transaction tells
 * when that was committed.
 */
final class AcceptedOrders implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofMinutes(3);

    private static final String COMMITTED = """
            select reference::bigint as reference,
                   (extract(epoch from pg_xact_commit_timestamp(xmin)) * 1000000)::bigint as committed_at
              from orders
             where source = 'benchmark' and state = 'ACCEPTED'
            """;

    private final Connection connection;

    AcceptedOrders(Connection connection) {
        this.connection = connection;
    }

    /** Until there are that many. */
    void await(int orders) throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (number("select count(*) from orders where state = 'ACCEPTED'") < orders) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("%d orders were not accepted within %s; what became of them: %s"
                        .formatted(orders, LIMIT, states()));
            }
            TimeUnit.MILLISECONDS.sleep(250);
        }
    }

    /** When the last of them was committed, in microseconds since 1970. */
    long lastAt() throws SQLException {
        return number("select max(committed_at) from (" + COMMITTED + ") as accepted");
    }

    /** From sending to commit in microseconds, of the order with that number and those after it. */
    long[] delays(Shop shop, int first) throws SQLException {
        long[] micros = new long[shop.sent() - first];
        try (PreparedStatement statement =
                connection.prepareStatement("select * from (" + COMMITTED + ") as accepted where reference >= ?")) {
            statement.setInt(1, first);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    int order = rows.getInt("reference");
                    micros[order - first] = rows.getLong("committed_at") - shop.sentAt(order);
                }
            }
        }
        return micros;
    }

    /** How long each leg of the way took in the median: in milliseconds, of the order with that number and those after it. */
    Map<String, Double> legs(int first) throws SQLException {
        Map<String, Double> legs = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement("""
                select percentile_cont(0.5) within group (order by extract(epoch from submitted_at - received_at) * 1000),
                       percentile_cont(0.5) within group (order by extract(epoch from updated_at - submitted_at) * 1000),
                       percentile_cont(0.5) within group
                           (order by extract(epoch from pg_xact_commit_timestamp(xmin) - updated_at) * 1000)
                  from orders
                 where source = 'benchmark' and state = 'ACCEPTED' and reference::bigint >= ?
                """)) {
            statement.setInt(1, first);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                legs.put("read from Kafka until claimed", row.getDouble(1));
                legs.put("claimed until answered", row.getDouble(2));
                legs.put("answered until committed", row.getDouble(3));
            }
        }
        return legs;
    }

    private long number(String query) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getLong(1);
        }
    }

    private String states() throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "select string_agg(state || ' ' || n || coalesce(': ' || message, ''), ', ') from"
                                + " (select state, count(*) as n, min(message) as message from orders group by 1) s")) {
            result.next();
            return result.getString(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
