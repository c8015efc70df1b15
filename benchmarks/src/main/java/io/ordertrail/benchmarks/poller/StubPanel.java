package io.ordertrail.benchmarks.poller;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;

/** Answers every id alike, as cheaply as it can; of some, the count moves with the clock. */
final class StubPanel implements AutoCloseable {

    private static final byte[] SAME =
            "\":{\"charge\":\"0.27819\",\"start_count\":\"3572\",\"status\":\"In progress\",\"remains\":\"157\",\"currency\":\"USD\"}"
                    .getBytes(StandardCharsets.US_ASCII);
    private static final String MOVING =
            "\":{\"charge\":\"0.27819\",\"start_count\":\"3572\",\"status\":\"In progress\",\"remains\":\"%d\",\"currency\":\"USD\"}";

    private final Vertx vertx = Vertx.vertx();
    private final LongAdder states = new LongAdder();
    private final int port;
    private volatile int oneIn;

    StubPanel(int port) throws InterruptedException, ExecutionException, TimeoutException {
        this.port = port;
        vertx.deployVerticle(Listener::new, new DeploymentOptions().setInstances(1))
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    String url() {
        return "http://127.0.0.1:" + port + "/api/v2";
    }

    /** One in so many ids changes at every look; 0 for none. */
    void change(int oneInSoMany) {
        oneIn = oneInSoMany;
    }

    /** How many order states were answered. */
    long states() {
        return states.sum();
    }

    @Override
    public void close() {
        vertx.close();
    }

    private final class Listener extends AbstractVerticle {
        @Override
        public void start() {
            vertx.createHttpServer()
                    .requestHandler(request -> request.body().onSuccess(body -> answer(request, body)))
                    .listen(port, "127.0.0.1");
        }
    }

    private void answer(HttpServerRequest request, Buffer form) {
        byte[] body = form.getBytes();
        Buffer answer = Buffer.buffer(16_384).appendByte((byte) '{');
        int at = startOfIds(body);
        int count = 0;
        long id = 0;
        for (; at <= body.length; at++) {
            boolean digit = at < body.length && body[at] >= '0' && body[at] <= '9';
            if (digit && body[at - 1] != '%' && !(at > 1 && body[at - 2] == '%')) {
                id = id * 10 + body[at] - '0';
                continue;
            }
            if (id > 0) {
                answer.appendBytes(new byte[] {(byte) '"'}).appendString(Long.toString(id));
                answer.appendBytes(isMoving(id) ? moving() : SAME).appendByte((byte) ',');
                count++;
            }
            id = 0;
            if (at < body.length && body[at] == '&') {
                break;
            }
        }
        answer.setByte(answer.length() - 1, (byte) '}');
        states.add(count);
        request.response().putHeader("content-type", "application/json").end(answer);
    }

    private boolean isMoving(long id) {
        int every = oneIn;
        return every > 0 && id % every == 0;
    }

    private static byte[] moving() {
        long left = 1 + System.nanoTime() / 1_000_000 % 1_000_000;
        return MOVING.formatted(left).getBytes(StandardCharsets.US_ASCII);
    }

    /** Behind {@code orders=}. */
    private static int startOfIds(byte[] body) {
        for (int i = 6; i < body.length; i++) {
            if (body[i] == '=' && body[i - 1] == 's' && body[i - 2] == 'r' && body[i - 3] == 'e') {
                return i + 1;
            }
        }
        return body.length;
    }
}
