package io.ordertrail.benchmarks.pipeline;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The shop's end: notes when the webhook of each order came. */
final class PipelineReceiver implements AutoCloseable {

    private static final Pattern REFERENCE = Pattern.compile("\"reference\":\"pipeline-(\\d+)\"");

    private final HttpServer server;
    private final AtomicLongArray sentAt;
    private final AtomicLongArray cameAt;
    private final AtomicInteger count = new AtomicInteger();

    PipelineReceiver(int orders) throws IOException {
        sentAt = new AtomicLongArray(orders);
        cameAt = new AtomicLongArray(orders);
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 512);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::take);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/orders";
    }

    void sending(int order) {
        sentAt.set(order, System.nanoTime());
    }

    int count() {
        return count.get();
    }

    /** Milliseconds from publishing to the webhook, at that share of the orders that came. */
    double percentileMillis(double share) {
        long[] sorted = IntStream.range(0, cameAt.length())
                .filter(order -> cameAt.get(order) > 0)
                .mapToLong(order -> cameAt.get(order) - sentAt.get(order))
                .toArray();
        Arrays.sort(sorted);
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.min(sorted.length - 1, share * sorted.length)] / 1e6;
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Matcher matcher = REFERENCE.matcher(body);
            if (matcher.find() && cameAt.compareAndSet(Integer.parseInt(matcher.group(1)), 0, System.nanoTime())) {
                count.incrementAndGet();
            }
            exchange.sendResponseHeaders(204, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
