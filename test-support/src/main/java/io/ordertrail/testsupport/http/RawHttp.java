package io.ordertrail.testsupport.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A request written byte by byte: HTTP clients normalise paths, and the test is about paths that are not. */
public final class RawHttp {

    private static final int TIMEOUT_MILLIS = 60_000;

    private final int port;

    /** Connects to that port of this machine for each request. */
    public RawHttp(int port) {
        this.port = port;
    }

    /**
     * An answer.
     *
     * @param head the status line and the headers
     */
    public record Answer(int status, String head, String body) {}

    /** Sends a request with that target and a JSON body of an empty object, and returns the answer. */
    public Answer send(String method, String target, Map<String, String> headers) {
        String body = method.equals("GET") ? "" : "{}";
        return exchange(method, target, headers, body.length(), body);
    }

    /**
     * Sends a request that announces a JSON body of that length, sends none of it, and returns the answer. A server that
     * refuses a long body answers before it comes, and closes: a client that is still writing may never see the answer.
     */
    public Answer announce(String method, String target, Map<String, String> headers, long length) {
        return exchange(method, target, headers, length, "");
    }

    private Answer exchange(String method, String target, Map<String, String> headers, long length, String body) {
        StringBuilder request = new StringBuilder(
                "%s %s HTTP/1.1\r\nHost: localhost:%d\r\nConnection: close\r\n".formatted(method, target, port));
        headers.forEach(
                (name, value) -> request.append(name).append(": ").append(value).append("\r\n"));
        request.append("Content-Type: application/json\r\nContent-Length: ")
                .append(length)
                .append("\r\n\r\n")
                .append(body);
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return parse(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("%s %s: %s".formatted(method, target, e.getMessage()), e);
        }
    }

    private static Answer parse(String answer) {
        int end = answer.indexOf("\r\n\r\n");
        if (end < 0 || answer.length() < 12) {
            throw new IllegalStateException("not an HTTP answer: '" + answer + "'");
        }
        return new Answer(
                Integer.parseInt(answer.substring(9, 12)), answer.substring(0, end), answer.substring(end + 4));
    }
}
