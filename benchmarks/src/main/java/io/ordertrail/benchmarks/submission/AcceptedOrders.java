package io.ordertrail.benchmarks.submission;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The orders in the database. Nothing writes an order's row once it is ACCEPTED, so that the row's own transaction shows
 * when that was committed.
 */
final class AcceptedOrders implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofMinutes(3);

    private static final String TIMES = """
            select reference::int as reference, %s as read_at, %s as claimed_at, %s as answered_at, %s as committed_at
              from orders
             where source = 'benchmark' and state = 'ACCEPTED' and reference::int >= ?
            """.formatted(
                    micros("received_at"),
                    micros("submitted_at"),
                    micros("updated_at"),
                    micros("pg_xact_commit_timestamp(xmin)"));

    private static String micros(String time) {
        return "(extract(epoch from " + time + ") * 1000000)::bigint";
    }

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

    /** Of the order with that number and all that were sent after it. */
    Delays delays(Shop shop, int first) throws SQLException {
        int orders = shop.sent() - first;
        Delays delays =
                new Delays(new long[orders], new long[orders], new long[orders], new long[orders], new long[orders]);
        try (PreparedStatement statement = connection.prepareStatement(TIMES)) {
            statement.setInt(1, first);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    int order = row.getInt("reference");
                    long sent = shop.sentAt(order);
                    int at = order - first;
                    delays.untilRead[at] = row.getLong("read_at") - sent;
                    delays.untilClaimed[at] = row.getLong("claimed_at") - row.getLong("read_at");
                    delays.untilAnswered[at] = row.getLong("answered_at") - row.getLong("claimed_at");
                    delays.untilCommitted[at] = row.getLong("committed_at") - row.getLong("answered_at");
                    delays.whole[at] = row.getLong("committed_at") - sent;
                }
            }
        }
        return delays;
    }

    /** In microseconds, an order each: the whole way from sending to commit, and its legs. */
    @SuppressWarnings("ArrayRecordComponent") // filled here, sorted by the reader, compared by nobody
    record Delays(long[] whole, long[] untilRead, long[] untilClaimed, long[] untilAnswered, long[] untilCommitted) {}

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
