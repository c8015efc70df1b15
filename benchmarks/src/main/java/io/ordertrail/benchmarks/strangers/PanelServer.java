package io.ordertrail.benchmarks.strangers;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Serves all panels on one port and one thread, each at a path of its own. */
final class PanelServer implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final Map<String, StrangePanel> panels;
    private final Context thread;
    private final HttpServer server;

    PanelServer(List<StrangePanel> panels, int port) {
        this.panels = panels.stream().collect(Collectors.toMap(StrangePanel::name, Function.identity()));
        this.thread = vertx.getOrCreateContext();
        this.server = vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(port))
                .requestHandler(request -> request.body().onSuccess(body -> answer(request, body)));
        call(server::listen).toCompletionStage().toCompletableFuture().join();
    }

    /** Returns what was computed on the thread that the panels are confined to. */
    <T> T call(Supplier<T> what) {
        CompletableFuture<T> result = new CompletableFuture<>();
        thread.runOnContext(_ -> {
            try {
                result.complete(what.get());
            } catch (RuntimeException e) {
                result.completeExceptionally(e);
            }
        });
        return result.join();
    }

    private void answer(HttpServerRequest request, Buffer body) {
        StrangePanel panel = panels.get(request.path().replaceAll("^/([^/]*)/api/v2$", "$1"));
        if (panel == null) {
            send(request, Reply.page(404, "Not Found"));
            return;
        }
        Reply reply = panel.answer(form(body.toString(StandardCharsets.UTF_8)), System.currentTimeMillis());
        if (reply.afterMillis() > 0) {
            vertx.setTimer(reply.afterMillis(), _ -> send(request, reply));
        } else {
            send(request, reply);
        }
    }

    private static void send(HttpServerRequest request, Reply reply) {
        if (reply.closed()) {
            var _ = request.connection().close();
            return;
        }
        request.response().setStatusCode(reply.code());
        reply.headers().forEach((name, value) -> request.response().putHeader(name, value));
        var _ = request.response().end(reply.body());
    }

    static Map<String, String> form(String body) {
        Map<String, String> form = new HashMap<>();
        for (String pair : body.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                form.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return form;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
