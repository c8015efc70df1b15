package io.ordertrail.benchmarks.delivery;

import io.ordertrail.benchmarks.Benchmark;
import io.ordertrail.benchmarks.Figures;
import io.ordertrail.benchmarks.Options;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Webhooks a second from Kafka record to 2xx recorded, beside a bare client; then, at half of that load, the time from
 * event to arrival, with all endpoints live and with one in ten dead.
 */
public final class DeliveryBenchmark implements Benchmark {

    private static final int SHOPS = 10;
    private static final Duration LIMIT = Duration.ofMinutes(3);

    @Override
    public String summary() {
        return "webhooks a second and their delay, with a bare client beside (--events 30000 --warm-up 10000 --seconds 15)";
    }

    @Override
    public Figures run(Options options) throws Exception {
        int warmUp = (int) options.number("warm-up", 10_000);
        int events = (int) options.number("events", 30_000);
        int seconds = (int) options.number("seconds", 15);
        Vertx vertx = Vertx.vertx();
        try (Stack stack = new Stack();
                Arrivals arrivals = new Arrivals(vertx, 2_000_000);
                Publisher publisher = new Publisher(stack.bootstrapServers(), SHOPS);
                ServerSocket dead = new ServerSocket(0, 1000, InetAddress.getByName("127.0.0.1"))) {
            for (int shop = 0; shop < SHOPS; shop++) {
                stack.subscribe(Publisher.shop(shop), arrivals.url("/" + shop));
            }
            throughput(stack, publisher, arrivals, 1, warmUp);
            double rate = throughput(stack, publisher, arrivals, warmUp + 1, warmUp + events);
            BareClient bareClient = new BareClient(vertx, arrivals.url(Arrivals.BARE));
            byte[] body = publisher.data(1_999_999);
            double unused = bareClient.perSecond(warmUp, body);
            double bare = bareClient.perSecond(events, body);
            System.out.printf("webhooks a second          %,10.0f   (bare client %,.0f)%n", rate, bare);

            int first = warmUp + events + 1;
            int last = first + (int) (rate / 2 * seconds);
            publisher.publish(first, last, rate / 2, arrivals);
            await(arrivals, stack, last, "half load");
            double p50 = arrivals.percentileMillis(0.5, first, last, _ -> true);
            double p99 = arrivals.percentileMillis(0.99, first, last, _ -> true);
            System.out.printf("delay at half load         %,10.1f ms median, %,.1f ms p99%n", p50, p99);

            // A shop more, whose endpoint takes connections and never answers; it gets a tenth of the events.
            double withDead = withOneInTenDead(stack, arrivals, dead, last + 1, seconds, rate / 2);
            System.out.printf("the same, one in ten dead  %28.1f ms p99 at the live ones%n", withDead);
            return new Figures()
                    .put("webhooksPerSecond", rate)
                    .put("barePerSecond", bare)
                    .put("ratio", rate / bare)
                    .put("p50Millis", p50)
                    .put("p99Millis", p99)
                    .put("p99MillisWithDead", withDead)
                    .put("repeats", arrivals.repeats());
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
    }

    private static double throughput(Stack stack, Publisher publisher, Arrivals arrivals, int first, int last)
            throws Exception {
        long began = System.nanoTime();
        publisher.publish(first, last, 0, arrivals);
        await(arrivals, stack, last, "all webhooks");
        return (last - first + 1) / ((System.nanoTime() - began) / 1e9);
    }

    private static double withOneInTenDead(
            Stack stack, Arrivals arrivals, ServerSocket dead, int first, int seconds, double perSecond)
            throws Exception {
        int shops = 20;
        for (int shop = SHOPS; shop < shops; shop++) {
            boolean isDead = isDead(shop);
            stack.subscribe(
                    Publisher.shop(shop),
                    isDead ? "http://127.0.0.1:" + dead.getLocalPort() + "/" : arrivals.url("/" + shop));
        }
        int last = first + (int) (perSecond * seconds);
        try (Publisher publisher = new Publisher(stack.bootstrapServers(), shops)) {
            publisher.publish(first, last, perSecond, arrivals);
        }
        long deadline = System.nanoTime() + LIMIT.toNanos();
        for (int order = first; order <= last; order++) {
            while (!isDead(order % shops) && !arrivals.came(order) && System.nanoTime() < deadline) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
        }
        return arrivals.percentileMillis(0.99, first, last, order -> !isDead(order % shops));
    }

    /** Two of twenty. */
    private static boolean isDead(int shop) {
        return shop == 18 || shop == 19;
    }

    /** Until that many webhooks came and their answers are in the database. */
    private static void await(Arrivals arrivals, Stack stack, int count, String what) throws Exception {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (arrivals.count() < count || stack.delivered() < count) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("%s: %d of %d came, %d are recorded, within %s"
                        .formatted(what, arrivals.count(), count, stack.delivered(), LIMIT));
            }
            TimeUnit.MILLISECONDS.sleep(arrivals.count() < count ? 5 : 20);
        }
    }
}
