package io.ordertrail.benchmarks.soak;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.stream.Stream;

/** Calls the services and the simulator as an operator. */
final class Admin implements AutoCloseable {

    private static final int TRIES = 5;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    /** @throws IllegalStateException if it is not answered with 2xx */
    String post(URI uri, String body) throws IOException, InterruptedException {
        HttpRequest request = request(uri)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        return ok(uri, http.send(request, BodyHandlers.ofString())).body();
    }

    String delete(URI uri) throws IOException, InterruptedException {
        return ok(uri, http.send(request(uri).DELETE().build(), BodyHandlers.ofString()))
                .body();
    }

    /** Returns a large answer line by line. */
    Stream<String> lines(URI uri) throws IOException, InterruptedException {
        for (int tried = 1; ; tried++) {
            try {
                return ok(uri, http.send(request(uri).build(), BodyHandlers.ofLines()))
                        .body();
            } catch (IOException e) {
                if (tried == TRIES) {
                    throw e;
                }
            }
        }
    }

    private static HttpRequest.Builder request(URI uri) {
        return HttpRequest.newBuilder(uri)
                .timeout(Duration.ofMinutes(2))
                .header("Authorization", "Bearer " + ServiceCluster.OPERATOR_KEY);
    }

    private static <T> HttpResponse<T> ok(URI uri, HttpResponse<T> response) {
        if (response.statusCode() / 100 != 2) {
            throw new IllegalStateException("%s answers %d: %s".formatted(uri, response.statusCode(), response.body()));
        }
        return response;
    }

    @Override
    public void close() {
        http.close();
    }
}
