package io.ordertrail.simulator;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Calls a panel or the admin API as curl would. */
final class Caller {

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Simulator simulator;

    Caller(Simulator simulator) {
        this.simulator = simulator;
    }

    /** Returns the body of the answer to an action with fields {@code name, value, name, value, …}. */
    String call(String panel, String action, String... fields) {
        return send(panel, action, fields).body();
    }

    HttpResponse<String> send(String panel, String action, String... fields) {
        try {
            return sendOrFail(panel, action, fields);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    HttpResponse<String> sendOrFail(String panel, String action, String... fields) throws IOException {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("key", simulator.key(panel));
        form.put("action", action);
        for (int i = 0; i < fields.length; i += 2) {
            form.put(fields[i], fields[i + 1]);
        }
        return post(simulator.url(panel), "application/x-www-form-urlencoded", encoded(form));
    }

    /** Buys a hundred of the first service. */
    String buy(String panel, String link) {
        String service = panel.equals("promosmm") ? "101" : "1";
        String answer = call(panel, "add", "service", service, "link", link, "quantity", "100");
        return String.valueOf(json(answer).getValue("order"));
    }

    JsonObject status(String panel, String order) {
        return json(call(panel, "status", "order", order));
    }

    JsonObject admin(String path, String json) {
        try {
            return json(post(simulator.baseUrl().resolve("/admin/" + path), "application/json", json)
                    .body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String adminGet(String path) {
        return get("/admin/" + path);
    }

    String get(String path) {
        try {
            return exchange(HttpRequest.newBuilder(simulator.baseUrl().resolve(path))
                            .build())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads JSON as panels write it, with trailing commas. */
    static JsonObject json(String text) {
        return new JsonObject(text.replace(",}", "}"));
    }

    static JsonArray array(String text) {
        return new JsonArray(text.replace(",}", "}"));
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private HttpResponse<String> post(URI url, String type, String body) throws IOException {
        return exchange(HttpRequest.newBuilder(url)
                .header("content-type", type)
                .timeout(Duration.ofSeconds(10))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private HttpResponse<String> exchange(HttpRequest request) throws IOException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
