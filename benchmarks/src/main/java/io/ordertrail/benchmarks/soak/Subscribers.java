package io.ordertrail.benchmarks.soak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * The shops' webhook endpoints, each with a behaviour of its own. An event that is answered with success has arrived;
 * its signature is verified by the reference library.
 */
final class Subscribers implements AutoCloseable {

    /** How a shop's endpoint answers. */
    private enum Behaviour {
        GOOD,
        SLOW,
        FLAKY,
        LATE,
        DISABLED
    }

    private static final Map<String, Behaviour> BEHAVIOURS = Map.of(
            "shop-0", Behaviour.GOOD,
            "shop-1", Behaviour.SLOW,
            "shop-2", Behaviour.FLAKY,
            "shop-3", Behaviour.LATE,
            "shop-4", Behaviour.DISABLED);

    private final ObjectMapper json = new ObjectMapper();
    private final SplittableRandom random;
    private final HttpServer server;
    private final Map<String, Webhook> verifiers = new ConcurrentHashMap<>();
    private final Map<String, String> arrived = new ConcurrentHashMap<>();
    private final LongAdder attempts = new LongAdder();
    private final LongAdder repeats = new LongAdder();
    private final LongAdder wrong = new LongAdder();

    private Subscribers(HttpServer server, long seed) {
        this.server = server;
        this.random = new SplittableRandom(seed);
    }

    /** Listens, and subscribes each shop at the notifier. */
    static Subscribers start(ServiceCluster cluster, Admin admin, long seed) throws IOException, InterruptedException {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 512);
        Subscribers subscribers = new Subscribers(server, seed);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", subscribers::receive);
        server.start();
        for (Map.Entry<String, Behaviour> shop : new LinkedHashMap<>(BEHAVIOURS).entrySet()) {
            subscribers.subscribe(cluster, admin, shop.getKey(), shop.getValue());
        }
        return subscribers;
    }

    /** Returns the shops whose events must all arrive. */
    static Set<String> listening() {
        return Set.of("shop-0", "shop-1", "shop-2", "shop-3");
    }

    private void subscribe(ServiceCluster cluster, Admin admin, String shop, Behaviour behaviour)
            throws IOException, InterruptedException {
        String target = "http://127.0.0.1:%d/%s".formatted(server.getAddress().getPort(), shop);
        JsonNode made = json.readTree(admin.post(
                cluster.at("notifier", "/v1/subscriptions"),
                "{\"channel\":\"webhook\",\"target\":\"%s\",\"shop\":\"%s\",\"ordering\":\"%s\"}"
                        .formatted(target, shop, behaviour == Behaviour.FLAKY ? "order" : "none")));
        try {
            verifiers.put(shop, new Webhook(made.path("signingSecret").asText()));
        } catch (EmptyWebhookSecretException e) {
            throw new IllegalStateException("the notifier returned no signing secret: " + made, e);
        }
        if (behaviour == Behaviour.DISABLED) {
            admin.post(
                    cluster.at(
                            "notifier", "/v1/subscriptions/" + made.path("id").asText() + "/disable"),
                    "");
        }
    }

    /** Returns the events that arrived, by {@link TopicLog#identity}. */
    Set<String> arrived() {
        return arrived.keySet();
    }

    long attempts() {
        return attempts.sum();
    }

    /** Returns how many arrived again under the same webhook-id. */
    long repeats() {
        return repeats.sum();
    }

    /**
     * Returns how many had an invalid signature, were repeated under another webhook-id, or went to a disabled
     * endpoint.
     */
    long wrong() {
        return wrong.sum();
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            attempts.increment();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String shop = exchange.getRequestURI().getPath().substring(1);
            Behaviour behaviour = BEHAVIOURS.getOrDefault(shop, Behaviour.DISABLED);
            int chance = chance();
            if (behaviour == Behaviour.FLAKY && chance < 10) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            pause(behaviour == Behaviour.SLOW ? 40 : behaviour == Behaviour.LATE && chance < 1 ? 4000 : 0);
            take(shop, behaviour, body, exchange);
            exchange.sendResponseHeaders(204, -1);
        }
    }

    private void take(String shop, Behaviour behaviour, String body, HttpExchange exchange) throws IOException {
        if (behaviour == Behaviour.DISABLED || !isGenuine(shop, body, exchange)) {
            wrong.increment();
            return;
        }
        JsonNode event = json.readTree(body);
        JsonNode data = event.path("data");
        String identity = TopicLog.identity(
                event.path("type").asText(),
                data.path("order").path("id").asText(),
                data.path("revision").asLong());
        String id = String.valueOf(exchange.getRequestHeaders().getFirst("webhook-id"));
        String before = arrived.putIfAbsent(identity, id);
        if (before != null) {
            (before.equals(id) ? repeats : wrong).increment();
        }
    }

    private boolean isGenuine(String shop, String body, HttpExchange exchange) {
        Webhook verifier = verifiers.get(shop);
        if (verifier == null) {
            return false;
        }
        try {
            verifier.verify(body, HttpHeaders.of(Map.copyOf(exchange.getRequestHeaders()), (_, _) -> true));
            return true;
        } catch (WebhookVerificationException e) {
            return false;
        }
    }

    private synchronized int chance() {
        return random.nextInt(100);
    }

    private static void pause(int millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
