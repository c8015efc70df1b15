package io.ordertrail.poller;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ordertrail.domain.PanelOrderId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.stream.Stream;

/** The simulator over HTTP: buys, and meddles. */
final class SimulatedPanels {

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final URI base;

    SimulatedPanels(String base) {
        this.base = URI.create(base);
    }

    PanelOrderId buy(String panel, int service, String link, long quantity, String more) {
        String form = "key=%s-key&action=add&service=%d&link=%s&quantity=%d%s"
                .formatted(panel, service, link.replace("&", "%26"), quantity, more);
        JsonNode answer = post("/" + panel + "/api/v2", form, "application/x-www-form-urlencoded");
        assertThat(answer.has("order")).as("answer to add: %s", answer).isTrue();
        return new PanelOrderId(answer.get("order").asText());
    }

    void is(String panel, PanelOrderId order, String state, long remains) {
        admin(
                "/admin/panels/%s/orders/%s".formatted(panel, order),
                "{\"state\":\"%s\",\"remains\":%d}".formatted(state, remains));
    }

    void advance(Duration time) {
        admin("/admin/clock", "{\"advance\":\"%s\"}".formatted(time));
    }

    void fault(String fault) {
        admin("/admin/faults", fault);
    }

    void noFaults() {
        send(HttpRequest.newBuilder(base.resolve("/admin/faults")).DELETE().build());
    }

    Stream<String> lines(String path) {
        return send(HttpRequest.newBuilder(base.resolve(path)).GET().build()).lines();
    }

    private void admin(String path, String body) {
        post(path, body, "application/json");
    }

    private JsonNode post(String path, String body, String type) {
        String answer = send(HttpRequest.newBuilder(base.resolve(path))
                .header("content-type", type)
                .POST(BodyPublishers.ofString(body))
                .build());
        return read(answer);
    }

    private JsonNode read(String answer) {
        try {
            return json.readTree(answer);
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + answer, e);
        }
    }

    private String send(HttpRequest request) {
        try {
            var response = http.send(request, BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isLessThan(300);
            return response.body();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
