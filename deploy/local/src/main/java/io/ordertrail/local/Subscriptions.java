package io.ordertrail.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordertrail.local.progress.MailedTypes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/**
 * Makes what the sample shop needs, over REST: its key at order-intake and notifier, a webhook and an e-mail
 * subscription.
 */
final class Subscriptions {

    private static final int CREATED = 201;
    private static final int CONFLICT = 409;
    private static final int NOT_FOUND = 404;

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI intake;
    private final URI notifier;
    private final Secrets secrets;

    Subscriptions(URI intake, URI notifier, Secrets secrets) {
        this.intake = intake;
        this.notifier = notifier;
        this.secrets = secrets;
    }

    /** Makes them if an earlier run has not. Returns what the webhooks are signed with; empty if notifier has no API. */
    Optional<String> make(String webhookUrl) {
        Optional<String> before = secrets.webhookSecret();
        return before.isPresent() || !hasApi() ? before : Optional.of(subscribe(webhookUrl));
    }

    private String subscribe(String webhookUrl) {
        ObjectNode key = json.createObjectNode()
                .put("shop", OrderFile.SHOP.value())
                .put("description", "sample orders")
                .put("key", secrets.shopKey());
        post(intake.resolve("/v1/keys").toString(), key, secrets.operatorKey());
        post("/v1/keys", key, secrets.operatorKey());
        ObjectNode mail = json.createObjectNode().put("channel", "email").put("target", "shop@sample-shop.example");
        MailedTypes.patterns().forEach(mail.putArray("types")::add);
        post("/v1/subscriptions", mail, secrets.shopKey());
        ObjectNode webhook = json.createObjectNode().put("channel", "webhook").put("target", webhookUrl);
        String secret = post("/v1/subscriptions", webhook, secrets.shopKey())
                .path("signingSecret")
                .asText();
        secrets.keepWebhookSecret(secret);
        return secret;
    }

    private JsonNode post(String path, ObjectNode body, String key) {
        HttpRequest request = request(path, key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()))
                .build();
        try {
            HttpResponse<String> response = send(request);
            if (response.statusCode() != CREATED && response.statusCode() != CONFLICT) {
                throw new LauncherException(
                        "POST %s is refused with %d: %s".formatted(path, response.statusCode(), response.body()));
            }
            return json.readTree(response.body());
        } catch (IOException e) {
            throw new LauncherException("POST %s is answered with what is no JSON.".formatted(path), e);
        }
    }

    private boolean hasApi() {
        return send(request("/v1/keys", secrets.operatorKey()).build()).statusCode() != NOT_FOUND;
    }

    private HttpRequest.Builder request(String path, String key) {
        return HttpRequest.newBuilder(notifier.resolve(path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + key);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new LauncherException("%s is not answered: %s".formatted(request.uri(), e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LauncherException("Interrupted while subscribing.", e);
        }
    }
}
