package io.ordertrail.benchmarks.soak;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Watches the orders whose cancel was stored while they were at the panel or in doubt, and remembers which submission
 * that was: an order is not submitted again after that.
 */
final class CancelWatch implements AutoCloseable {

    private static final long PAUSE_MILLIS = 200;

    private final OrderTableReader orders;
    private final Map<String, Long> submissions = new HashMap<>();
    private final Thread thread = Thread.ofVirtual().name("cancel-watch").unstarted(this::run);

    private CancelWatch(OrderTableReader orders) {
        this.orders = orders;
    }

    /** Goes on until it is closed. */
    static CancelWatch start(OrderTableReader orders) {
        CancelWatch watch = new CancelWatch(orders);
        watch.thread.start();
        return watch;
    }

    /** Returns the number of the submission during or after which each order was first seen with a cancel, by link. */
    synchronized Map<String, Long> submissions() {
        return Map.copyOf(submissions);
    }

    private void run() {
        try {
            while (true) {
                look();
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    private void look() {
        try {
            Map<String, Long> wanted = orders.canceledAtPanel();
            synchronized (this) {
                wanted.forEach(submissions::putIfAbsent);
            }
        } catch (SQLException e) {
            // PostgreSQL was killed and recovers
        }
    }

    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }
}
