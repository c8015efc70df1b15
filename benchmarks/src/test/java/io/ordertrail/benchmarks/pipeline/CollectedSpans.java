package io.ordertrail.benchmarks.pipeline;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A collector for traces by OTLP over HTTP, which keeps every span. */
final class CollectedSpans implements AutoCloseable {

    private final Map<String, Span> byId = new ConcurrentHashMap<>();
    private final HttpServer server;

    /**
     * A span.
     *
     * @param parent empty for the first of a trace
     */
    record Span(String service, String name, String trace, String id, String parent, Map<String, String> attributes) {
        @Override
        public String toString() {
            return service + ": " + name;
        }
    }

    private CollectedSpans(HttpServer server) {
        this.server = server;
    }

    static CollectedSpans listen() throws IOException {
        CollectedSpans spans = new CollectedSpans(HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0));
        spans.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        spans.server.createContext("/v1/traces", exchange -> {
            try (exchange) {
                spans.take(ByteBuffer.wrap(exchange.getRequestBody().readAllBytes()));
                exchange.sendResponseHeaders(200, -1);
            }
        });
        spans.server.start();
        return spans;
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Nullable
    Span find(String id) {
        return byId.get(id);
    }

    List<Span> of(String trace) {
        return byId.values().stream().filter(span -> span.trace().equals(trace)).toList();
    }

    /** It, its parent, that one's parent, as far as they have come. */
    List<Span> way(Span from) {
        List<Span> way = new ArrayList<>();
        for (Span span = from; span != null; span = byId.get(span.parent())) {
            way.add(span);
        }
        return way;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** ExportTraceServiceRequest: the numbers are those of opentelemetry-proto's trace.proto. */
    private void take(ByteBuffer request) {
        fields(request, (number, resourceSpans) -> {
            Map<String, String> resource = new HashMap<>();
            fields(resourceSpans, (field, value) -> {
                if (field == 1) {
                    fields(value, (_, attribute) -> attribute(attribute, resource));
                } else if (field == 2) {
                    fields(value, (inScope, span) -> {
                        if (inScope == 2) {
                            keep(span, resource.getOrDefault("service.name", "?"));
                        }
                    });
                }
            });
        });
    }

    private void keep(ByteBuffer span, String service) {
        Map<Integer, String> found = new HashMap<>();
        Map<String, String> attributes = new HashMap<>();
        fields(span, (number, value) -> {
            switch (number) {
                case 1, 2, 4 -> found.put(number, HexFormat.of().formatHex(bytes(value)));
                case 5 -> found.put(number, text(value));
                case 9 -> attribute(value, attributes);
                default -> {} // of no use here
            }
        });
        String id = found.getOrDefault(2, "");
        byId.put(
                id,
                new Span(
                        service,
                        found.getOrDefault(5, ""),
                        found.getOrDefault(1, ""),
                        id,
                        found.getOrDefault(4, ""),
                        attributes));
    }

    /** KeyValue; of values only texts. */
    private static void attribute(ByteBuffer keyValue, Map<String, String> into) {
        String[] pair = new String[2];
        fields(keyValue, (number, value) -> {
            if (number == 1) {
                pair[0] = text(value);
            } else {
                fields(value, (kind, content) -> pair[1] = kind == 1 ? text(content) : "");
            }
        });
        into.put(pair[0], pair[1] == null ? "" : pair[1]);
    }

    /** The fields of a message that have a length; the others are skipped. */
    private static void fields(ByteBuffer message, BiConsumer<Integer, ByteBuffer> field) {
        while (message.hasRemaining()) {
            long tag = varint(message);
            switch ((int) (tag & 7)) {
                case 0 -> varint(message);
                case 1 -> message.position(message.position() + 8);
                case 2 -> {
                    int length = (int) varint(message);
                    field.accept((int) (tag >>> 3), message.slice(message.position(), length));
                    message.position(message.position() + length);
                }
                case 5 -> message.position(message.position() + 4);
                default -> throw new IllegalArgumentException("no protobuf: wire type " + (tag & 7));
            }
        }
    }

    private static long varint(ByteBuffer from) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte part = from.get();
            value |= (part & 0x7fL) << shift;
            if (part >= 0) {
                return value;
            }
        }
    }

    private static byte[] bytes(ByteBuffer value) {
        byte[] bytes = new byte[value.remaining()];
        value.get(bytes);
        return bytes;
    }

    private static String text(ByteBuffer value) {
        return new String(bytes(value), StandardCharsets.UTF_8);
    }
}
