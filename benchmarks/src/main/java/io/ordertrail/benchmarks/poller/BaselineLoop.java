package io.ordertrail.benchmarks.poller;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** A process that posts chunks of 100 ids and walks over the JSON, and does nothing else: what a poller cannot exceed. */
final class BaselineLoop {

    private static final int CHUNK = 100;

    private final HttpClient http;
    private final RequestOptions target;
    private final Buffer form;
    private final LongAdder states = new LongAdder();

    private BaselineLoop(String url, int concurrency) {
        http = Vertx.vertx().createHttpClient(new HttpClientOptions().setMaxPoolSize(concurrency));
        target = new RequestOptions()
                .setAbsoluteURI(url)
                .setMethod(HttpMethod.POST)
                .putHeader("content-type", "application/x-www-form-urlencoded");
        StringBuilder ids = new StringBuilder("key=k&action=status&orders=");
        for (int id = 0; id < CHUNK; id++) {
            ids.append(id == 0 ? "" : ",").append(100_000_000 + id);
        }
        form = Buffer.buffer(ids.toString());
    }

    /** URL, concurrency, seconds of warming up, seconds of measuring; prints the states a second and the processor's time for each. */
    public static void main(String... words) throws InterruptedException {
        int concurrency = Integer.parseInt(words[1]);
        BaselineLoop loop = new BaselineLoop(words[0], concurrency);
        for (int i = 0; i < concurrency; i++) {
            loop.post();
        }
        TimeUnit.SECONDS.sleep(Long.parseLong(words[2]));
        long before = loop.states.sum();
        Duration cpu = cpu();
        long begun = System.nanoTime();
        TimeUnit.SECONDS.sleep(Long.parseLong(words[3]));
        double seconds = (System.nanoTime() - begun) / 1e9;
        double states = loop.states.sum() - before;
        System.out.println(states / seconds + " " + cpu().minus(cpu).toNanos() / states);
        System.exit(0);
    }

    private static Duration cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private void post() {
        http.request(target)
                .compose(request -> request.send(form))
                .compose(response -> response.body())
                .onSuccess(body -> {
                    states.add(scan(body.getBytes()));
                    post();
                })
                .onFailure(failure -> {
                    System.err.println(failure);
                    System.exit(1);
                });
    }

    /** Counts the entries. */
    private static int scan(byte[] body) {
        int depth = 0;
        int entries = 0;
        boolean text = false;
        for (byte b : body) {
            if (b == '"') {
                text = !text;
            } else if (!text && b == '{') {
                entries += ++depth == 2 ? 1 : 0;
            } else if (!text && b == '}') {
                depth--;
            }
        }
        return entries;
    }
}
