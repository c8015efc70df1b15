package io.ordertrail.simulator.http;

import io.ordertrail.simulator.fault.Faults;
import io.ordertrail.simulator.panel.ActionResponse;
import io.ordertrail.simulator.panel.SimulatedPanel;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetClient;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Listens on the common port, and on a port of its own for each panel that has one. */
public final class Listeners implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 30;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setUseDaemonThread(true));
    private final String host;
    private final Stats stats;
    private final Map<String, PanelEndpoint> endpoints = new ConcurrentHashMap<>();
    private final Map<String, Listener> listeners = new ConcurrentHashMap<>();

    /** A port, and the server on it if connections are accepted. */
    private record Listener(int port, @Nullable HttpServer server) {}

    /** Does not listen yet. */
    public Listeners(String host, Map<String, SimulatedPanel> panels, Faults faults, Stats stats, InstantSource wall) {
        this.host = host;
        this.stats = stats;
        panels.forEach((name, panel) -> endpoints.put(name, new PanelEndpoint(panel, faults, stats, wall)));
        panels.forEach((name, panel) -> {
            if (panel.settings().port() >= 0) {
                listeners.put(name, new Listener(panel.settings().port(), null));
            }
        });
    }

    /** Listens on the common port and on those of the panels. */
    public void open(int port, AdminEndpoint admin) {
        try {
            listeners.put("", listen(port, request -> route(request, admin)));
            listeners.replaceAll(
                    (name, listener) -> listener.server() == null ? listen(listener.port(), endpoint(name)) : listener);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Returns how often what was called. */
    public Stats stats() {
        return stats;
    }

    /** Returns the address of a panel: its own if it has one. */
    public URI url(String panel) {
        Listener own = listeners.get(panel);
        return own == null
                ? commonUrl().resolve("/" + panel + "/api/v2")
                : URI.create("http://" + host + ":" + own.port() + "/" + panel + "/api/v2");
    }

    /** Returns the common address. */
    public URI commonUrl() {
        Listener common = listeners.get("");
        if (common == null) {
            throw new IllegalStateException("the simulator does not listen yet");
        }
        return URI.create("http://" + host + ":" + common.port());
    }

    /** Refuses connections to a panel's own port, or accepts them again. */
    public void accept(String panel, boolean connections) {
        await(acceptLater(panel, connections));
    }

    /** Does the same without waiting. */
    Future<Void> acceptLater(String panel, boolean connections) {
        Listener listener = listeners.get(panel);
        if (listener == null || panel.isEmpty()) {
            return Future.failedFuture(new IllegalStateException("panel '" + panel
                    + "' has no port of its own; set ordertrail.simulator.panels." + panel + ".port"));
        }
        if (connections == (listener.server() != null)) {
            return Future.succeededFuture();
        }
        if (listener.server() != null) {
            listeners.put(panel, new Listener(listener.port(), null));
            return listener.server().close().compose(_ -> awaitRefusal(listener.port()));
        }
        return begin(listener.port(), endpoint(panel))
                .onSuccess(server -> listeners.put(panel, new Listener(listener.port(), server)))
                .mapEmpty();
    }

    /** The selector releases a port only at its next turn: until then a connection is not refused but reset. */
    private Future<Void> awaitRefusal(int port) {
        NetClient client = vertx.createNetClient();
        return client.connect(port, host)
                .transform(connected -> connected.succeeded()
                        ? connected.result().close().compose(_ -> awaitRefusal(port))
                        : Future.<Void>succeededFuture())
                .onComplete(_ -> client.close());
    }

    @Override
    public void close() {
        await(vertx.close());
    }

    private Handler<HttpServerRequest> endpoint(String panel) {
        PanelEndpoint endpoint = endpoints.get(panel);
        if (endpoint == null) {
            throw new IllegalStateException("no panel " + panel);
        }
        return endpoint;
    }

    private void route(HttpServerRequest request, AdminEndpoint admin) {
        String path = request.path();
        if (path.startsWith("/q/health") || path.equals("/admin/health")) {
            AnswerSender.send(request, ActionResponse.of("{\"status\":\"UP\"}"));
            return;
        }
        if (path.startsWith("/admin/") || path.equals("/admin")) {
            admin.handle(request);
            return;
        }
        String[] parts = path.split("/");
        PanelEndpoint endpoint = parts.length == 4 && path.endsWith("/api/v2") ? endpoints.get(parts[1]) : null;
        if (endpoint == null) {
            AnswerSender.send(request, ActionResponse.error(404, "nothing here; panels are at /<panel>/api/v2"));
        } else {
            endpoint.handle(request);
        }
    }

    private Listener listen(int port, Handler<HttpServerRequest> handler) {
        HttpServer server = await(begin(port, handler));
        return new Listener(server.actualPort(), server);
    }

    private Future<HttpServer> begin(int port, Handler<HttpServerRequest> handler) {
        HttpServerOptions options = new HttpServerOptions().setTcpNoDelay(true).setReuseAddress(true);
        return vertx.createHttpServer(options)
                .requestHandler(handler)
                .listen(port, host)
                .recover(failure -> Future.failedFuture(
                        new IllegalStateException("cannot listen on " + host + ":" + port + ": " + failure, failure)));
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("the simulator did not come up or go down in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
