package io.ordertrail.benchmarks.soak;

import java.io.IOException;
import java.net.URI;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Activity at the panels that does not come from Ordertrail: orders bought by hand at the shared account, in quantities
 * that shops sell, and gaps in the ids of every panel.
 */
final class PanelActivity implements AutoCloseable {

    private static final long PAUSE_MILLIS = 1000;
    private static final int GAP_EVERY = 5;
    private static final int WIDEST_GAP = 800;

    private final ServiceCluster cluster;
    private final Admin admin;
    private final SplittableRandom random;
    private final AtomicInteger bought = new AtomicInteger();
    private final Thread thread = Thread.ofVirtual().name("panel-activity").unstarted(this::run);

    private PanelActivity(ServiceCluster cluster, Admin admin, long seed) {
        this.cluster = cluster;
        this.admin = admin;
        this.random = new SplittableRandom(seed);
    }

    /** Goes on until it is closed. */
    static PanelActivity start(ServiceCluster cluster, Admin admin, long seed) {
        PanelActivity activity = new PanelActivity(cluster, admin, seed);
        activity.thread.start();
        return activity;
    }

    /** Returns how many orders were bought by hand. */
    int bought() {
        return bought.get();
    }

    private void run() {
        try {
            for (int turn = 1; ; turn++) {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                buyByHand(turn);
                if (turn % GAP_EVERY == 0) {
                    leaveGap(SoakOrders.PANELS.get(random.nextInt(SoakOrders.PANELS.size())));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    private void buyByHand(int turn) throws InterruptedException {
        try {
            admin.post(
                    at(SoakOrders.SHARED_PANEL, "by-hand"),
                    "{\"service\":%s,\"link\":\"https://example.org/by-hand/%d?sim=complete\",\"quantity\":%d}"
                            .formatted(
                                    SoakOrders.service(SoakOrders.SHARED_PANEL, 1 + 2 * random.nextInt(2)),
                                    turn,
                                    SoakOrders.fixedQuantity(random)));
            bought.incrementAndGet();
        } catch (IOException e) {
            // the simulator was killed and is starting
        }
    }

    private void leaveGap(String panel) throws InterruptedException {
        try {
            admin.post(at(panel, "ids"), "{\"skip\":%d}".formatted(1 + random.nextInt(WIDEST_GAP)));
        } catch (IOException e) {
            // the simulator was killed and is starting
        }
    }

    private URI at(String panel, String what) {
        return cluster.at(ServiceCluster.SIMULATOR, "/admin/panels/" + panel + "/" + what);
    }

    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }
}
