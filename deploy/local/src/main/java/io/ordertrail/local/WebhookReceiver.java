package io.ordertrail.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.ordertrail.local.progress.ReceivedEvent;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** The shop's end of the webhooks: verifies each signature with the reference library, and keeps what it received. */
final class WebhookReceiver implements AutoCloseable {

    private final ObjectMapper json = new ObjectMapper();
    private final Set<ReceivedEvent> received = ConcurrentHashMap.newKeySet();
    private final LongAdder repeats = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final HttpServer server;
    private final WebhookLog receipts;
    private volatile @Nullable Webhook verifier;

    private WebhookReceiver(HttpServer server, WebhookLog receipts) {
        this.server = server;
        this.receipts = receipts;
        this.received.addAll(receipts.read());
    }

    /** What an earlier run received, by the receipts, counts. */
    static WebhookReceiver start(int port, WebhookLog receipts) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress("localhost", port), 256);
            WebhookReceiver receiver = new WebhookReceiver(server, receipts);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/webhooks", receiver::receive);
            server.start();
            return receiver;
        } catch (IOException e) {
            throw new LauncherException(
                    "The webhook receiver does not start on port " + port + ": " + e.getMessage(), e);
        }
    }

    void verifyWith(String secret) {
        try {
            verifier = new Webhook(secret);
        } catch (RuntimeException | com.standardwebhooks.exceptions.EmptyWebhookSecretException e) {
            throw new LauncherException("The webhook secret cannot be used: " + e.getMessage(), e);
        }
    }

    /** The events received, each once. */
    Set<ReceivedEvent> received() {
        return received;
    }

    long repeats() {
        return repeats.sum();
    }

    /** Those whose signature did not hold. */
    long refused() {
        return refused.sum();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean genuine = verify(body, exchange);
            if (genuine) {
                keep(body);
            } else {
                refused.increment();
            }
            exchange.sendResponseHeaders(genuine ? 204 : 401, -1);
        }
    }

    private boolean verify(String body, HttpExchange exchange) {
        Webhook current = verifier;
        if (current == null) {
            return false;
        }
        try {
            current.verify(body, HttpHeaders.of(Map.copyOf(exchange.getRequestHeaders()), (name, value) -> true));
            return true;
        } catch (WebhookVerificationException e) {
            return false;
        }
    }

    private void keep(String body) throws JsonProcessingException {
        JsonNode event = json.readTree(body);
        JsonNode data = event.path("data");
        ReceivedEvent notice = new ReceivedEvent(
                event.path("type").asText(),
                data.path("order").path("id").asText(),
                data.path("revision").asLong());
        if (received.add(notice)) {
            receipts.keep(notice);
        } else {
            repeats.increment();
        }
    }
}
