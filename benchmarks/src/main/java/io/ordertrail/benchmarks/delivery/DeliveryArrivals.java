package io.ordertrail.benchmarks.delivery;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;

/** The receivers' end: answers 204 at once and notes when each order's webhook came. */
final class DeliveryArrivals implements AutoCloseable {

    /** Where the bare client posts; not counted. */
    static final String BARE = "/bare";

    private static final byte[] MARK = "\"order\":{\"id\":".getBytes(US_ASCII);

    private final AtomicLongArray sentAt;
    private final AtomicLongArray cameAt;
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicInteger repeats = new AtomicInteger();
    private final HttpServer server;

    DeliveryArrivals(Vertx vertx, int orders) throws Exception {
        sentAt = new AtomicLongArray(orders + 1);
        cameAt = new AtomicLongArray(orders + 1);
        server = vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                .requestHandler(this::take)
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.actualPort() + path;
    }

    void sending(int order) {
        sentAt.set(order, System.nanoTime());
    }

    int count() {
        return count.get();
    }

    int repeats() {
        return repeats.get();
    }

    /** Milliseconds from sending to arrival at that share of these orders; what never came counts as for ever. */
    double percentileMillis(double share, IntStream orders) {
        double[] millis = orders.mapToDouble(order -> cameAt.get(order) == 0
                        ? Double.POSITIVE_INFINITY
                        : (cameAt.get(order) - sentAt.get(order)) / 1e6)
                .toArray();
        Arrays.sort(millis);
        return millis[(int) Math.min(millis.length - 1, Math.floor(share * millis.length))];
    }

    boolean came(int order) {
        return cameAt.get(order) != 0;
    }

    private void take(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            if (!request.path().equals(BARE)) {
                note(body);
            }
            request.response().setStatusCode(204).end().onFailure(e -> System.err.println("could not answer: " + e));
        });
    }

    private void note(Buffer body) {
        int order = order(body.getBytes());
        if (order > 0 && order < cameAt.length()) {
            if (cameAt.compareAndSet(order, 0, System.nanoTime())) {
                count.incrementAndGet();
            } else {
                repeats.incrementAndGet();
            }
        }
    }

    private static int order(byte[] body) {
        for (int at = 0; at + MARK.length < body.length; at++) {
            if (Arrays.equals(body, at, at + MARK.length, MARK, 0, MARK.length)) {
                int number = 0;
                for (int i = at + MARK.length; body[i] >= '0' && body[i] <= '9'; i++) {
                    number = number * 10 + body[i] - '0';
                }
                return number;
            }
        }
        return -1;
    }

    @Override
    public void close() throws Exception {
        server.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
