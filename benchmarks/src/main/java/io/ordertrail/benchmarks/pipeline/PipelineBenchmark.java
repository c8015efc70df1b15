package io.ordertrail.benchmarks.pipeline;

import io.ordertrail.benchmarks.Benchmark;
import io.ordertrail.benchmarks.BenchmarkOptions;
import io.ordertrail.benchmarks.Figures;
import io.ordertrail.local.process.ServiceProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Orders a second from the shop's Kafka record to its {@code order.accepted} webhook, through every process, beside a bare
 * client that only posts the same {@code add} calls to the same simulator in the same run.
 */
public final class PipelineBenchmark implements Benchmark {

    private static final String SHOP = "benchmark";
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final int BARE_AT_ONCE = 64;
    private static final Pattern SUBSCRIPTION = Pattern.compile("\"id\"\\s*:\\s*\"(sub_[^\"]+)\"");

    private final HttpClient http = HttpClient.newHttpClient();

    @Override
    public String summary() {
        return "orders a second from Kafka to webhook, and each process's memory [--orders 5000]";
    }

    @Override
    public Figures run(BenchmarkOptions options) throws Exception {
        int orders = Math.toIntExact(options.number("orders", 5000));
        try (Pipeline pipeline = Pipeline.start();
                PipelineReceiver receiver = new PipelineReceiver(orders)) {
            subscribe(pipeline.at("notifier"), receiver.url());
            double bare = bareAddsPerSecond(pipeline.at("panel-simulator"), orders);
            double perSecond = throughThePipeline(pipeline.kafka(), receiver, orders);
            return report(pipeline, receiver, orders, perSecond, bare);
        }
    }

    private void subscribe(URI notifier, String url) throws IOException, InterruptedException {
        String made = post(
                notifier.resolve("/v1/subscriptions"),
                Pipeline.OPERATOR_KEY,
                "{\"channel\":\"webhook\",\"shop\":\"%s\",\"target\":\"%s\",\"types\":[\"order.accepted\"]}"
                        .formatted(SHOP, url));
        Matcher id = SUBSCRIPTION.matcher(made);
        if (!id.find()) {
            throw new IllegalStateException("notifier made no subscription: " + made);
        }
    }

    private String post(URI uri, String key, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new IllegalStateException("%s answers %d: %s".formatted(uri, response.statusCode(), response.body()));
        }
        return response.body();
    }

    private double bareAddsPerSecond(URI simulator, int orders) throws InterruptedException {
        Semaphore room = new Semaphore(BARE_AT_ONCE);
        AtomicInteger failed = new AtomicInteger();
        long begun = System.nanoTime();
        try (ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int order = 0; order < orders; order++) {
                String panel = panel(order);
                String form = "key=%s-key&action=add&service=%s&quantity=100&link=https://example.org/bare/%d?sim=slow"
                        .formatted(panel, service(panel), order);
                room.acquire();
                calls.execute(() -> {
                    try {
                        add(simulator.resolve("/" + panel + "/api/v2"), form);
                    } catch (IOException | InterruptedException e) {
                        failed.incrementAndGet();
                    } finally {
                        room.release();
                    }
                });
            }
        }
        if (failed.get() > 0) {
            throw new IllegalStateException(failed + " of the bare client's calls failed");
        }
        return orders / ((System.nanoTime() - begun) / 1e9);
    }

    private void add(URI uri, String form) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        http.send(request, BodyHandlers.discarding());
    }

    private static double throughThePipeline(String kafka, PipelineReceiver receiver, int orders)
            throws InterruptedException {
        long begun = System.nanoTime();
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka, "linger.ms", 5),
                new StringSerializer(),
                new ByteArraySerializer())) {
            for (int order = 0; order < orders; order++) {
                receiver.sending(order);
                var _ = producer.send(record(order));
            }
        }
        long deadline = begun + LIMIT.toNanos();
        while (receiver.count() < orders && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        return receiver.count() / ((System.nanoTime() - begun) / 1e9);
    }

    private static ProducerRecord<String, byte[]> record(int order) {
        String panel = panel(order);
        String data = """
            {"reference":"pipeline-%d","panel":"%s","content":{"service":"%s","link":"https://example.org/pipeline/%d?sim=slow","quantity":100}}\
            """.formatted(order, panel, service(panel), order);
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>("orders.requests", Integer.toString(order), data.getBytes(StandardCharsets.UTF_8));
        Map.of("ce_specversion", "1.0", "ce_id", "p-" + order, "ce_source", SHOP, "ce_type", "order.place")
                .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return record;
    }

    private static String panel(int order) {
        return Pipeline.PANELS.get(order % Pipeline.PANELS.size());
    }

    private static String service(String panel) {
        return panel.equals("promosmm") ? "101" : "1";
    }

    private static Figures report(
            Pipeline pipeline, PipelineReceiver receiver, int orders, double perSecond, double bare) {
        System.out.printf("%d of %d orders delivered by webhook, %.0f a second%n", receiver.count(), orders, perSecond);
        System.out.printf("a bare client posting the same adds: %.0f a second%n", bare);
        System.out.printf(
                "from Kafka to webhook with all of them at once: median %.0f ms, p99 %.0f ms%n",
                receiver.percentileMillis(0.5), receiver.percentileMillis(0.99));
        Figures figures = new Figures()
                .put("orders", orders)
                .put("delivered", receiver.count())
                .put("ordersPerSecond", perSecond)
                .put("barePerSecond", bare)
                .put("ratio", perSecond / bare)
                .put("p50Millis", receiver.percentileMillis(0.5))
                .put("p99Millis", receiver.percentileMillis(0.99));
        for (ServiceProcess process : pipeline.processes().values()) {
            long mebibytes = process.residentBytes().orElse(0) >> 20;
            System.out.printf("%-16s %5d MiB%n", process.spec().name(), mebibytes);
            figures.put(process.spec().name() + "Mib", mebibytes);
        }
        return figures;
    }
}
