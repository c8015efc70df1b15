package io.ordertrail.benchmarks.delivery;

import io.ordertrail.benchmarks.Benchmark;
import io.ordertrail.benchmarks.BenchmarkOptions;
import io.ordertrail.benchmarks.Figures;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Webhooks a second from Kafka record to 2xx recorded, beside a bare client; then, at half of that load, the time from
 * event to arrival, in rounds by turns with all endpoints live and with one in ten dead, so that what else the machine
 * does meets both.
 */
public final class DeliveryBenchmark implements Benchmark {

    private static final int SHOPS = 10;
    private static final Duration LIMIT = Duration.ofMinutes(3);

    /** From first to last, at half load. */
    private record Round(boolean oneDead, int first, int last) {}

    @Override
    public String summary() {
        return "webhooks a second and their delay, with a bare client beside"
                + " (--events 30000 --warm-up 10000 --rounds 8 --seconds 8)";
    }

    @Override
    public Figures run(BenchmarkOptions options) throws Exception {
        int warmUp = (int) options.number("warm-up", 10_000);
        int events = (int) options.number("events", 30_000);
        int rounds = (int) options.number("rounds", 8);
        int seconds = (int) options.number("seconds", 8);
        Vertx vertx = Vertx.vertx();
        try (DeliveryStack stack = new DeliveryStack();
                DeliveryArrivals arrivals = new DeliveryArrivals(vertx, 2_000_000);
                DeliveryEventPublisher publisher = new DeliveryEventPublisher(stack.bootstrapServers());
                ServerSocket dead = new ServerSocket(0, 1000, InetAddress.getByName("127.0.0.1"))) {
            for (int shop = 0; shop < SHOPS; shop++) {
                String unused = stack.subscribe(shop(shop), arrivals.url("/" + shop));
            }
            double unusedRate = throughput(stack, publisher, arrivals, 1, warmUp);
            double rate = throughput(stack, publisher, arrivals, warmUp + 1, warmUp + events);
            BaselineClient bareClient = new BaselineClient(vertx, arrivals.url(DeliveryArrivals.BARE));
            byte[] body = publisher.data(1_999_999, shop(0));
            double unused = bareClient.perSecond(warmUp, body);
            double bare = bareClient.perSecond(events, body);
            System.out.printf("webhooks a second          %,10.0f   (bare client %,.0f)%n", rate, bare);

            List<Round> all = new ArrayList<>();
            int first = warmUp + events + 1;
            for (int number = 0; number < rounds; number++) {
                // By turns as ABBA: what gets slower with time is not counted against one of them.
                boolean oneDead = number % 4 == 1 || number % 4 == 2;
                Round round = new Round(oneDead, first, first + (int) (rate / 2 * seconds) - 1);
                halfLoad(stack, publisher, arrivals, dead, round, rate / 2);
                System.out.printf(
                        "round %d, %-16s  %,10.1f ms median, %,.1f ms p99%n",
                        number + 1,
                        oneDead ? "one in ten dead" : "all live",
                        percentile(arrivals, List.of(round), 0.5),
                        percentile(arrivals, List.of(round), 0.99));
                all.add(round);
                first = round.last() + 1;
            }
            List<Round> live = all.stream().filter(round -> !round.oneDead()).toList();
            List<Round> withDead = all.stream().filter(Round::oneDead).toList();
            return new Figures()
                    .put("webhooksPerSecond", rate)
                    .put("barePerSecond", bare)
                    .put("ratio", rate / bare)
                    .put("p50Millis", percentile(arrivals, live, 0.5))
                    .put("p50MillisWithDead", percentile(arrivals, withDead, 0.5))
                    .put("p99Millis", percentile(arrivals, live, 0.99))
                    .put("p99MillisWithDead", percentile(arrivals, withDead, 0.99))
                    .put("repeats", arrivals.repeats());
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
    }

    private static double throughput(
            DeliveryStack stack, DeliveryEventPublisher publisher, DeliveryArrivals arrivals, int first, int last)
            throws Exception {
        long began = System.nanoTime();
        publisher.publish(first, last, 0, arrivals, order -> shop(order % SHOPS));
        awaitAll(arrivals, stack, last);
        return (last - first + 1) / ((System.nanoTime() - began) / 1e9);
    }

    /**
     * The tenth shop's endpoint is another one in a round with a dead one: it takes connections and never answers. It is
     * new each time, so that no failure of it is known yet.
     */
    private static void halfLoad(
            DeliveryStack stack,
            DeliveryEventPublisher publisher,
            DeliveryArrivals arrivals,
            ServerSocket dead,
            Round round,
            double perSecond)
            throws Exception {
        String deadShop = "dead-" + round.first();
        String deadEndpoint = round.oneDead()
                ? stack.subscribe(deadShop, "http://127.0.0.1:%d/%s".formatted(dead.getLocalPort(), deadShop))
                : "";
        publisher.publish(
                round.first(),
                round.last(),
                perSecond,
                arrivals,
                order -> round.oneDead() && isOfTenth(order) ? deadShop : shop(order % SHOPS));
        long deadline = System.nanoTime() + LIMIT.toNanos();
        for (int order = round.first(); order <= round.last(); order++) {
            while (!arrivals.came(order) && !(round.oneDead() && isOfTenth(order))) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException(
                            "the webhook of order %d did not come within %s".formatted(order, LIMIT));
                }
                TimeUnit.MILLISECONDS.sleep(5);
            }
        }
        if (round.oneDead()) {
            stack.unsubscribe(deadEndpoint);
        }
    }

    /** Over the nine endpoints that are live in every round. */
    private static double percentile(DeliveryArrivals arrivals, List<Round> rounds, double share) {
        return arrivals.percentileMillis(
                share,
                rounds.stream()
                        .flatMapToInt(round -> IntStream.rangeClosed(round.first(), round.last()))
                        .filter(order -> !isOfTenth(order)));
    }

    private static boolean isOfTenth(int order) {
        return order % SHOPS == SHOPS - 1;
    }

    private static String shop(int number) {
        return "shop-" + number;
    }

    /** Until that many webhooks came and their answers are in the database. */
    private static void awaitAll(DeliveryArrivals arrivals, DeliveryStack stack, int count) throws Exception {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (arrivals.count() < count || stack.delivered() < count) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("%d of %d webhooks came, %d are recorded, within %s"
                        .formatted(arrivals.count(), count, stack.delivered(), LIMIT));
            }
            TimeUnit.MILLISECONDS.sleep(arrivals.count() < count ? 5 : 20);
        }
    }
}
