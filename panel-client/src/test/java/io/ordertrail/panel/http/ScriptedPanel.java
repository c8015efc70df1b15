package io.ordertrail.panel.http;

import io.ordertrail.domain.PanelName;
import io.ordertrail.panel.CallObserver;
import io.ordertrail.panel.Dialect;
import io.ordertrail.panel.Panel;
import io.ordertrail.panel.PanelsConfig;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;

/** A panel made of one server socket that answers, or fails to, as a test says; and a client configured for it. */
final class ScriptedPanel implements AutoCloseable {

    static final String KEY = "s3cr3t+key";
    /** How many calls of a client are under way at once; the next one waits for a connection. */
    static final int CONNECTIONS = 4;

    private final ServerSocket server;
    private final Vertx vertx = Vertx.vertx();
    private final List<Map<String, String>> requests = new CopyOnWriteArrayList<>();
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final Panels panels;
    private volatile Script script = socket -> {};

    ScriptedPanel(String dialect) {
        this(dialect, CallObserver.NONE);
    }

    ScriptedPanel(String dialect, CallObserver observer) {
        this(dialect, Duration.ofSeconds(10), 1 << 20, observer, "Ordertrail", Map.of());
    }

    ScriptedPanel(String dialect, Duration timeout, int maxBody) {
        this(dialect, timeout, maxBody, CallObserver.NONE, "Ordertrail", Map.of());
    }

    /** A panel whose calls have these headers. */
    static ScriptedPanel with(String userAgent, Map<String, String> headers) {
        return new ScriptedPanel("smmnew", Duration.ofSeconds(10), 1 << 20, CallObserver.NONE, userAgent, headers);
    }

    private ScriptedPanel(
            String dialect,
            Duration timeout,
            int maxBody,
            CallObserver observer,
            String userAgent,
            Map<String, String> headers) {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::serve);
        PanelsConfig config = () -> Map.of(
                dialect,
                new Settings(
                        URI.create("http://127.0.0.1:" + server.getLocalPort() + "/api/v2"),
                        timeout,
                        maxBody,
                        userAgent,
                        headers));
        panels = Panels.of(config, vertx, InstantSource.system(), observer);
    }

    static List<String> dialects() {
        return Dialect.names().toList();
    }

    Panel client() {
        return panels.all().iterator().next();
    }

    Panel client(String name) {
        return panels.find(new PanelName(name)).orElseThrow();
    }

    Panel withOwnConnections() {
        return panels.withOwnConnections(client().name());
    }

    void closeClients() {
        panels.close();
    }

    ScriptedPanel answers(String body) {
        return answers(200, body);
    }

    ScriptedPanel answers(int status, String body, String... headers) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String extra = String.join("\r\n", headers) + (headers.length > 0 ? "\r\n" : "");
        return does(socket -> write(
                socket,
                "HTTP/1.1 %d X\r\nContent-Length: %d\r\nConnection: close\r\n%s\r\n"
                        .formatted(status, bytes.length, extra),
                bytes));
    }

    /** Runs once the request has been read to its end. */
    ScriptedPanel does(Script next) {
        this.script = next;
        return this;
    }

    /** Returns the request lines and headers that arrived, in order. */
    List<String> heads() {
        return heads;
    }

    /** Returns the forms that arrived, in order. */
    List<Map<String, String>> requests() {
        return requests;
    }

    static void write(Socket socket, String head, byte... body) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.write(body);
        out.flush();
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> handle(socket));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void handle(Socket socket) {
        try (socket) {
            requests.add(form(readRequest(socket.getInputStream())));
            script.run(socket);
        } catch (IOException e) {
            // the client went away, as some tests want it to
        }
    }

    private String readRequest(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("closed before the request was complete");
            }
            head.append((char) next);
        }
        heads.add(head.toString());
        int length = Arrays.stream(head.toString().split("\r\n"))
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private static Map<String, String> form(String body) {
        Map<String, String> form = new LinkedHashMap<>();
        for (String field : body.split("&")) {
            String[] parts = field.split("=", 2);
            form.put(decode(parts[0]), decode(parts[1]));
        }
        return form;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** Once it returns, a connection is refused; a thread that waits for one keeps the port open for a moment. */
    void stopListening() throws IOException {
        SocketAddress address = server.getLocalSocketAddress();
        server.close();
        while (true) {
            try (Socket probe = new Socket()) {
                probe.connect(address);
            } catch (ConnectException e) {
                return;
            }
        }
    }

    @Override
    public void close() {
        try {
            panels.close();
            server.close();
            vertx.close().toCompletionStage().toCompletableFuture().join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the panel does with a connection whose request it has read. */
    @FunctionalInterface
    interface Script {
        void run(Socket socket) throws IOException;
    }

    private record Settings(URI url, Duration timeout, int maxBody, String userAgent, Map<String, String> headers)
            implements PanelsConfig.PanelConfig {
        @Override
        public Optional<String> dialect() {
            return Optional.empty();
        }

        @Override
        public Optional<String> key() {
            return Optional.of(KEY);
        }

        @Override
        public Optional<Path> keyFile() {
            return Optional.empty();
        }

        @Override
        public String currency() {
            return "USD";
        }

        @Override
        public Duration connectTimeout() {
            return Duration.ofSeconds(5);
        }

        @Override
        public double requestsPerSecond() {
            return 100;
        }

        @Override
        public int concurrency() {
            return CONNECTIONS;
        }

        @Override
        public OptionalInt chunk() {
            return OptionalInt.empty();
        }

        @Override
        public boolean exclusiveAccount() {
            return true;
        }

        @Override
        public Map<String, String> statusWords() {
            return Map.of();
        }

        @Override
        public Map<String, String> refusals() {
            return Map.of("Sold out today", "service-gone");
        }
    }
}
