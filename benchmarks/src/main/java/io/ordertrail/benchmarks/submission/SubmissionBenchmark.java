package io.ordertrail.benchmarks.submission;

import io.ordertrail.benchmarks.Benchmark;
import io.ordertrail.benchmarks.BenchmarkOptions;
import io.ordertrail.benchmarks.Figures;
import io.ordertrail.benchmarks.submission.AcceptedOrders.Delays;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Orders a second from Kafka record to ACCEPTED in the database, then the time that an order takes at half of that rate,
 * beside what PostgreSQL alone sustains for the same writes in the same run.
 */
public final class SubmissionBenchmark implements Benchmark {

    private static final int MOST_ORDERS = 2_000_000;

    @Override
    public String summary() {
        return "orders a second from Kafka to ACCEPTED, and their delay at half of it"
                + " [--orders 20000 --warm-up 20000 --seconds 15 --concurrency 32 --intake-options \"-XX:… -D…\"]";
    }

    @Override
    public Figures run(BenchmarkOptions options) throws Exception {
        int warmUp = Math.toIntExact(options.number("warm-up", 20_000));
        int orders = Math.toIntExact(options.number("orders", 20_000));
        int seconds = Math.toIntExact(options.number("seconds", 15));
        int concurrency = Math.toIntExact(options.number("concurrency", 32));
        List<String> intakeOptions = options.text("intake-options").stream()
                .flatMap(text -> Arrays.stream(text.split(" ")))
                .toList();
        try (SubmissionStack stack = new SubmissionStack(concurrency, intakeOptions);
                Shop shop = new Shop(stack.kafka(), SubmissionStack.PANELS, MOST_ORDERS);
                AcceptedOrders accepted = new AcceptedOrders(stack.connect())) {
            shop.send(warmUp, 0);
            accepted.await(shop.sent());

            Map<String, Duration> before = stack.cpu();
            int first = shop.send(orders, 0);
            accepted.await(shop.sent());
            Map<String, Duration> after = stack.cpu();
            double perSecond = perSecond(accepted.delays(shop, first), shop, first);

            first = shop.send((int) (perSecond / 2 * seconds), perSecond / 2);
            accepted.await(shop.sent());
            Delays delays = accepted.delays(shop, first);
            stack.stopServices();
            double baseline = new BaselineWrites(stack).perSecond(orders);

            System.out.printf("orders a second              %,10.0f%n", perSecond);
            System.out.printf("PostgreSQL alone             %,10.0f%n", baseline);
            after.forEach((name, cpu) -> System.out.printf(
                    "processor time an order      %,10.2f ms %s%n",
                    cpu.minus(before.getOrDefault(name, Duration.ZERO)).toNanos() / 1e6 / orders, name));
            System.out.printf(
                    "delay at half of the rate     median       p99   longest of %,d%n", delays.whole().length);
            print("from sending to commit", delays.whole());
            print("  until read from Kafka", delays.untilRead());
            print("  then until claimed", delays.untilClaimed());
            print("  then until answered", delays.untilAnswered());
            print("  then until committed", delays.untilCommitted());
            return new Figures()
                    .put("ordersPerSecond", perSecond)
                    .put("p99Millis", percentile(delays.whole(), 0.99))
                    .put("baselinePerSecond", baseline)
                    .put("ratio", perSecond / baseline);
        }
    }

    /** From the sending of the first to the commit of the last. */
    private static double perSecond(Delays delays, Shop shop, int first) {
        long last = 0;
        for (int i = 0; i < delays.whole().length; i++) {
            last = Math.max(last, shop.sentAt(first + i) + delays.whole()[i]);
        }
        return delays.whole().length * 1e6 / (last - shop.sentAt(first));
    }

    private static void print(String what, long[] micros) {
        System.out.printf(
                "%-26s %,9.1f %,9.1f %,9.1f ms%n",
                what, percentile(micros, 0.5), percentile(micros, 0.99), percentile(micros, 1));
    }

    /** In milliseconds. */
    private static double percentile(long[] micros, double share) {
        long[] sorted = micros.clone();
        Arrays.sort(sorted);
        int at = Math.min(sorted.length - 1, (int) (sorted.length * share));
        return at < 0 ? 0 : sorted[at] / 1000.0;
    }
}
