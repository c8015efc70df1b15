package io.ordertrail.testsupport.http;

import io.quarkus.test.common.http.TestHTTPResourceManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Reads health and metrics of the service that the test runs, on its port for management. */
public final class Management {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    private Management() {}

    /** Returns where the port is, with the root path: {@code http://localhost:…/q}. */
    @SuppressWarnings("removal") // Quarkus has no other way to it
    static URI uri() {
        return URI.create(TestHTTPResourceManager.getManagementUri());
    }

    /**
     * Returns the HTTP status of a check of health.
     *
     * @param kind {@code live} or {@code ready}
     */
    public static int health(String kind) {
        return get("/health/" + kind).statusCode();
    }

    /** Returns all metrics as Prometheus reads them. */
    public static String metrics() {
        return get("/metrics").body();
    }

    /** Returns the highest value of the series whose line begins so; 0 if there is none. */
    public static double metric(String beginning) {
        return metrics()
                .lines()
                .filter(line -> line.startsWith(beginning))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .max()
                .orElse(0);
    }

    private static HttpResponse<String> get(String path) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(uri() + path))
                            .timeout(LIMIT)
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading " + path, e);
        }
    }
}
