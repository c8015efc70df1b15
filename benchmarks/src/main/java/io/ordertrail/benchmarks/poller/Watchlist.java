package io.ordertrail.benchmarks.poller;

import io.ordertrail.domain.Money;
import io.ordertrail.domain.OrderStatus;
import io.ordertrail.panel.OrderAnswer.Seen;
import io.ordertrail.poller.change.Fingerprint;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/** The poller's table, filled with orders whose published state is what {@link StubPanel} answers. */
final class Watchlist {

    private static final int PARTITIONS = 6;

    private final String url;
    private final String user;

    Watchlist(String url, String user) {
        this.url = url;
        this.user = user;
    }

    void fill(int orders) throws SQLException {
        Seen seen =
                new Seen(OrderStatus.IN_PROGRESS, "In progress", 3572L, 157L, Money.of("0.27819", "USD"), List.of());
        String insert = """
                insert into watched_order (order_id, topic_partition, panel, panel_order_id, kind, order_ref, service,
                    quantity, run_quantity, accepted_at, warranty_days, revision, status, panel_status, start_count,
                    remains, charge, currency, fingerprint, changed_at, progress_published_at)
                select n, n %% %d, 'stub', (100000000 + n)::text, 'NORMAL',
                    '{"id":' || n || ',"source":"bench","reference":"r' || n || '","panel":"stub","panelOrderId":"'
                        || (100000000 + n) || '","service":"1","tags":[]}',
                    '1', 1000, 1000, now(), 30, 1, 'IN_PROGRESS', 'In progress', 3572, 157, 0.27819, 'USD', %d, now(), now()
                from generate_series(1, %d) as n
                """.formatted(PARTITIONS, Fingerprint.of(seen), orders);
        try (Connection connection = DriverManager.getConnection(url, user, user);
                var statement = connection.createStatement()) {
            statement.execute("truncate watched_order, outbox");
            statement.execute(insert);
            statement.execute("analyze watched_order");
        }
    }
}
