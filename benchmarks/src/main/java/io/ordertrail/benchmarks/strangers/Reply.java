package io.ordertrail.benchmarks.strangers;

import java.util.Map;

/**
 * What goes back over the wire.
 *
 * @param afterMillis how long the panel takes
 * @param closed whether the connection is closed in place of an answer
 */
record Reply(int code, String body, Map<String, String> headers, long afterMillis, boolean closed) {

    static Reply of(int code, String body) {
        return new Reply(code, body, Map.of("Content-Type", "application/json"), 0, false);
    }

    static Reply page(int code, String title) {
        return new Reply(
                code,
                "<html><head><title>%d %s</title></head><body><center><h1>%1$d %2$s</h1></center></body></html>"
                        .formatted(code, title),
                Map.of("Content-Type", "text/html"),
                0,
                false);
    }

    static Reply closing() {
        return new Reply(0, "connection closed", Map.of(), 0, true);
    }

    Reply after(long millis) {
        return new Reply(code, body, headers, millis, closed);
    }

    Reply with(String header, String value) {
        return new Reply(code, body, Map.of("Content-Type", "application/json", header, value), afterMillis, closed);
    }
}
