package io.ordertrail.benchmarks.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The baseline: a loop that signs and posts the same bodies over the same client, and keeps nothing. */
final class BaselineClient {

    private static final int AT_ONCE = 64;

    private final HttpClient client;
    private final Context loop;
    private final String url;
    private final SecretKeySpec key = new SecretKeySpec(new byte[32], "HmacSHA256");

    BaselineClient(Vertx vertx, String url) {
        this.client = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(AT_ONCE));
        this.loop = vertx.getOrCreateContext();
        this.url = url;
    }

    /** Posts a second, over so many posts. */
    double perSecond(int posts, byte[] body) throws InterruptedException {
        AtomicInteger left = new AtomicInteger(posts);
        CountDownLatch done = new CountDownLatch(posts);
        long began = System.nanoTime();
        loop.runOnContext(_ -> {
            for (int i = 0; i < AT_ONCE; i++) {
                next(left, done, body);
            }
        });
        if (!done.await(2, TimeUnit.MINUTES)) {
            throw new IllegalStateException("the bare client got no answers");
        }
        return posts / ((System.nanoTime() - began) / 1e9);
    }

    private void next(AtomicInteger left, CountDownLatch done, byte[] body) {
        int number = left.getAndDecrement();
        if (number <= 0) {
            return;
        }
        String id = "msg_" + number;
        String timestamp = Long.toString(System.currentTimeMillis() / 1000);
        client.request(new RequestOptions().setMethod(HttpMethod.POST).setAbsoluteURI(url))
                .flatMap(request -> request.putHeader("content-type", "application/json")
                        .putHeader("webhook-id", id)
                        .putHeader("webhook-timestamp", timestamp)
                        .putHeader("webhook-signature", sign(id + "." + timestamp + ".", body))
                        .send(Buffer.buffer(body)))
                .flatMap(response -> response.body())
                .onComplete(_ -> {
                    done.countDown();
                    next(left, done, body);
                });
    }

    private String sign(String head, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(head.getBytes(UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no HmacSHA256", e);
        }
    }
}
