package io.ordertrail.simulator.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOption;
import io.ordertrail.simulator.fault.Fault;
import io.ordertrail.simulator.panel.ActionResponse;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;
import java.nio.charset.StandardCharsets;

/** Writes answers, correct or faulty. What HTTP does not allow is written directly to the connection. */
final class AnswerSender {

    private static final String HTML = "<!DOCTYPE html><html><head><title>Please wait</title></head>"
            + "<body><h1>Checking your browser</h1></body></html>";
    private static final int BITES = 10;
    private static final int SETTLE_MILLIS = 30;

    private AnswerSender() {}

    static void send(HttpServerRequest request, ActionResponse answer) {
        send(request, answer.status(), answer.retryAfter(), "application/json", answer.body());
    }

    static void sendFaulty(HttpServerRequest request, ActionResponse answer, Fault fault) {
        String body = answer.body();
        switch (fault.kind()) {
            case LATE -> send(request, answer); // it was executed late, and is answered at once
            case DELAY -> later(fault.millis(), () -> send(request, answer));
            case CLOSE -> close(channel(request));
            case RESET -> reset(channel(request));
            case RESET_AFTER_HEADERS -> {
                raw(request, head(answer));
                later(SETTLE_MILLIS, () -> reset(channel(request)));
            }
            case CUT -> {
                raw(request, head(answer) + body.substring(0, body.length() / 2));
                later(SETTLE_MILLIS, () -> close(channel(request)));
            }
            case CUT_JSON ->
                send(request, answer.status(), 0, "application/json", body.substring(0, body.length() / 2));
            case STATUS ->
                send(
                        request,
                        fault.status(),
                        fault.retryAfter(),
                        "application/json",
                        ActionResponse.error(fault.status(), fault.text()).body());
            case ERROR -> send(request, ActionResponse.error(200, fault.text()));
            case HTML -> send(request, fault.status(), fault.retryAfter(), "text/html; charset=UTF-8", HTML);
            case TWICE -> {
                // The first one ends the exchange, so the connection stays open.
                send(request, answer);
                raw(request, head(answer) + body);
            }
            case DRIP -> drip(request, answer, fault.millis());
        }
    }

    private static void send(HttpServerRequest request, int status, int retryAfter, String type, String body) {
        HttpServerResponse response = request.response();
        if (response.closed()) {
            return;
        }
        response.setStatusCode(status).putHeader("content-type", type);
        if (retryAfter > 0) {
            response.putHeader("retry-after", Integer.toString(retryAfter));
        }
        response.end(body);
    }

    private static void drip(HttpServerRequest request, ActionResponse answer, int millis) {
        Buffer body = Buffer.buffer(answer.body());
        HttpServerResponse response = request.response()
                .setStatusCode(answer.status())
                .putHeader("content-type", "application/json")
                .putHeader("content-length", Integer.toString(body.length()));
        bite(response, body, Math.max(1, Math.ceilDiv(body.length(), BITES)), Math.max(1, millis / BITES));
    }

    private static void bite(HttpServerResponse response, Buffer left, int size, int pause) {
        if (response.closed()) {
            return;
        }
        if (left.length() <= size) {
            response.end(left);
            return;
        }
        response.write(left.getBuffer(0, size));
        later(pause, () -> bite(response, left.getBuffer(size, left.length()), size, pause));
    }

    private static String head(ActionResponse answer) {
        int length = answer.body().getBytes(StandardCharsets.UTF_8).length;
        return "HTTP/1.1 " + answer.status() + " OK\r\ncontent-type: application/json\r\ncontent-length: " + length
                + "\r\n\r\n";
    }

    static void later(int millis, Runnable then) {
        if (millis <= 0) {
            then.run();
        } else {
            Vertx.currentContext().owner().setTimer(millis, timer -> then.run());
        }
    }

    private static void raw(HttpServerRequest request, String bytes) {
        channel(request)
                .pipeline()
                .firstContext()
                .writeAndFlush(Unpooled.copiedBuffer(bytes, StandardCharsets.UTF_8))
                .addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    }

    private static void reset(Channel channel) {
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        close(channel);
    }

    private static void close(Channel channel) {
        channel.close().addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
    }

    private static Channel channel(HttpServerRequest request) {
        return ((ConnectionBase) request.connection()).channel();
    }
}
