package io.ordertrail.benchmarks.strangers;

import io.ordertrail.testsupport.FreePort;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** One run: draws the panels, starts the services, places the orders, waits until nothing moves, and compares. */
public final class Strangers {

    private final Plan plan;
    private final Consumer<String> progress;

    /**
     * The size of a run.
     *
     * @param root the checkout, with order-intake and status-poller packaged
     * @param orders at each panel
     * @param lost the share of answers to add that are lost, of which two thirds are of orders that were taken
     * @param spread how long orders are placed for
     * @param rest how long after that orders and doubts may take to end
     */
    public record Plan(Path root, int panels, int orders, long seed, double lost, Duration spread, Duration rest) {}

    /**
     * A run by that plan.
     *
     * @param progress receives a line now and then
     */
    public Strangers(Plan plan, Consumer<String> progress) {
        this.plan = plan;
        this.progress = progress;
    }

    /** Returns the result, after some minutes. */
    public StrangersReport run() throws IOException, InterruptedException, SQLException {
        List<StrangePanel> panels = new ArrayList<>();
        List<ShopOrder> orders = new ArrayList<>();
        for (int i = 1; i <= plan.panels(); i++) {
            // By its own seed, so that a panel is the same in a run with fewer others.
            Lot lot = new Lot(plan.seed() * 1_000_003 + i);
            StrangePanel panel = new StrangePanel(
                    "p%03d".formatted(i),
                    Traits.draw(lot.apart()),
                    plan.lost(),
                    lot.apart(),
                    System.currentTimeMillis());
            panels.add(panel);
            orders.addAll(new ShopOrders(panel, lot.apart())
                    .draw(plan.orders(), plan.spread().toMillis()));
        }
        int port = FreePort.find();
        try (PanelServer server = new PanelServer(panels, port);
                ServiceStack services = ServiceStack.start(plan.root(), Times.SCALED, panels, port)) {
            progress.accept("%d panels; the logs are in %s".formatted(panels.size(), services.directory()));
            place(services.kafka(), orders);
            progress.accept(orders.size() + " orders placed");
            awaitRest(server, services, panels, orders.size());
            try (Connection intake = services.connect("intake")) {
                OrderBook book = OrderBook.read(intake);
                Published published = Published.read(services.kafka());
                LedgerComparison.Result result = server.call(
                        () -> LedgerComparison.compare(panels, orders, book, published, System.currentTimeMillis()));
                return new StrangersReport(panels, orders, result);
            }
        }
    }

    private static void place(String kafka, List<ShopOrder> orders) throws InterruptedException {
        record Due(long after, ProducerRecord<String, byte[]> request) {}
        PriorityQueue<Due> due = new PriorityQueue<>(Comparator.comparingLong(Due::after));
        for (ShopOrder order : orders) {
            due.add(new Due(order.afterMillis(), order.request()));
            if (order.cancelAfterMillis() > 0) {
                due.add(new Due(order.cancelAfterMillis(), order.cancel()));
            }
        }
        long began = System.currentTimeMillis();
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", kafka, "linger.ms", "5"),
                new StringSerializer(),
                new ByteArraySerializer())) {
            while (!due.isEmpty()) {
                Due next = due.remove();
                long wait = began + next.after() - System.currentTimeMillis();
                if (wait > 0) {
                    TimeUnit.MILLISECONDS.sleep(wait);
                }
                var _ = producer.send(next.request());
            }
        }
    }

    /** Returns when no order can move any more, or when it has taken too long. */
    private void awaitRest(PanelServer server, ServiceStack services, List<StrangePanel> panels, int orders)
            throws SQLException, InterruptedException {
        long limit = System.nanoTime() + plan.rest().toNanos();
        int quiet = 0;
        for (int round = 0; quiet < 4 && System.nanoTime() < limit; round++) {
            TimeUnit.SECONDS.sleep(2);
            String unfinished = unfinished(server, services, panels, orders);
            quiet = unfinished.isEmpty() ? quiet + 1 : 0;
            if (round % 8 == 0 && !unfinished.isEmpty()) {
                progress.accept("Waiting: " + unfinished);
            }
        }
    }

    private static String unfinished(PanelServer server, ServiceStack services, List<StrangePanel> panels, int orders)
            throws SQLException {
        try (Connection intake = services.connect("intake");
                Connection poller = services.connect("poller")) {
            OrderBook book = OrderBook.read(intake);
            int missing = orders - book.orders().size();
            long open = book.orders().values().stream()
                    .filter(OrderBook.Row::isOpen)
                    .count();
            long doubts = book.doubts().stream()
                    .filter(doubt -> !doubt.isResolved() && !doubt.needsOperator())
                    .count();
            long moving = server.call(() -> panels.stream()
                    .flatMap(panel -> panel.orders().stream())
                    .filter(order -> order.endsAt() > System.currentTimeMillis() - 6_000)
                    .count());
            long unpublished = OrderBook.unpublished(intake) + OrderBook.unpublished(poller);
            boolean nothing = missing + open + doubts + moving + unpublished == 0;
            return nothing
                    ? ""
                    : "%d orders not stored, %d open, %d doubts open, %d moving at panels, %d events not published"
                            .formatted(missing, open, doubts, moving, unpublished);
        }
    }
}
