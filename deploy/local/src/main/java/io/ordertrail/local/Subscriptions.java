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
import java.util.concurrent.TimeUnit;

/**
 * Makes what the sample shop needs, over REST: its key at order-intake, which opens all services, and a webhook and an
 * e-mail subscription at notifier.
 */
final class Subscriptions {

    private static final int CREATED = 201;
    private static final int UNAUTHORIZED = 401;
    private static final Duration KEY_IS_PUBLISHED = Duration.ofSeconds(30);

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

    /** Makes them if an earlier run has not. Returns the signing key of the webhooks. */
    String make(String webhookUrl) {
        return secrets.webhookSecret().orElseGet(() -> subscribe(webhookUrl));
    }

    private String subscribe(String webhookUrl) {
        String key = secrets.shopKey().orElseGet(this::makeKey);
        awaitKey(key);
        URI subscriptions = notifier.resolve("/v1/subscriptions");
        ObjectNode mail = json.createObjectNode().put("channel", "email").put("target", "shop@sample-shop.example");
        MailedTypes.patterns().forEach(mail.putArray("types")::add);
        post(subscriptions, mail, key);
        ObjectNode webhook = json.createObjectNode().put("channel", "webhook").put("target", webhookUrl);
        String secret = post(subscriptions, webhook, key).path("signingSecret").asText();
        secrets.keepWebhookSecret(secret);
        return secret;
    }

    private String makeKey() {
        ObjectNode request = json.createObjectNode()
                .put("role", "shop")
                .put("shop", OrderFile.SHOP.value())
                .put("description", "sample orders");
        String key = post(intake.resolve("/v1/keys"), request, secrets.operatorKey())
                .path("key")
                .asText();
        secrets.keepShopKey(key);
        return key;
    }

    /** notifier has a new key a moment after order-intake has made it. */
    private void awaitKey(String key) {
        URI subscriptions = notifier.resolve("/v1/subscriptions");
        long end = System.nanoTime() + KEY_IS_PUBLISHED.toNanos();
        while (send(request(subscriptions, key).build()).statusCode() == UNAUTHORIZED) {
            if (System.nanoTime() > end) {
                throw new LauncherException("notifier refuses the key that order-intake made for the sample shop.");
            }
            try {
                TimeUnit.MILLISECONDS.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new LauncherException("Interrupted while subscribing.", e);
            }
        }
    }

    private JsonNode post(URI uri, ObjectNode body, String key) {
        HttpRequest request = request(uri, key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()))
                .build();
        try {
            HttpResponse<String> response = send(request);
            if (response.statusCode() != CREATED) {
                throw new LauncherException(
                        "POST %s is refused with %d: %s".formatted(uri, response.statusCode(), response.body()));
            }
            return json.readTree(response.body());
        } catch (IOException e) {
            throw new LauncherException("POST %s is answered with a body that is no JSON.".formatted(uri), e);
        }
    }

    private static HttpRequest.Builder request(URI uri, String key) {
        return HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).header("Authorization", "Bearer " + key);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new LauncherException("%s does not answer: %s".formatted(request.uri(), e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LauncherException("Interrupted while subscribing.", e);
        }
    }
}
