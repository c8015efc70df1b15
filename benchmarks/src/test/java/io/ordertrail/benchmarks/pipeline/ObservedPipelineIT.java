package io.ordertrail.benchmarks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import io.ordertrail.benchmarks.pipeline.CollectedSpans.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The services as processes, as containers run them: each exports its spans to a collector of the test, and logs JSON. One
 * key opens all of them.
 */
class ObservedPipelineIT {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SHOPS_SPAN = "b7ad6b7169203331";
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newHttpClient();

    private static CollectedSpans spans;
    private static Pipeline pipeline;

    @BeforeAll
    static void start() throws Exception {
        spans = CollectedSpans.listen();
        pipeline = Pipeline.start(
                Path.of(".."),
                Map.of(
                        "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT",
                        spans.endpoint(),
                        "QUARKUS_OTEL_EXPORTER_OTLP_PROTOCOL",
                        "http/protobuf",
                        "QUARKUS_OTEL_BSP_SCHEDULE_DELAY",
                        "200ms",
                        "ORDERTRAIL_LOG_JSON",
                        "true",
                        "ORDERTRAIL_PANELS_SMMNOVA_KEY",
                        "wrong",
                        // Started once and for few orders: compiling thoroughly would not pay.
                        "JAVA_TOOL_OPTIONS",
                        "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"));
    }

    @AfterAll
    static void stop() {
        pipeline.close();
        spans.close();
    }

    @Test
    void an_order_is_one_trace_from_the_shops_record_to_its_webhook() throws Exception {
        try (Webhooks webhooks = new Webhooks()) {
            subscribe(pipeline.at("notifier"), webhooks.url());

            place(pipeline.kafka());

            String ofWebhook = await().atMost(PATIENCE)
                    .until(() -> webhooks.traceparents.get("order.status-changed"), header -> header != null);
            assertThat(ofWebhook).startsWith("00-" + TRACE + "-").endsWith("-01");
            Span webhook = await().atMost(PATIENCE)
                    .until(() -> spans.find(ofWebhook.substring(36, 52)), found -> found != null);
            List<Span> way = await().atMost(PATIENCE)
                    .until(
                            () -> spans.way(webhook),
                            found -> found.getLast().parent().equals(SHOPS_SPAN));
            assertThat(way)
                    .extracting(Span::toString)
                    .containsExactly(
                            "notifier: webhook",
                            "notifier: orders.status process",
                            "status-poller: orders.status publish",
                            "status-poller: orders.submissions process",
                            "order-intake: orders.submissions publish",
                            "order-intake: orders.requests process");
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(spans.of(TRACE))
                            .extracting(Span::toString)
                            .contains("order-intake: panel add", "refill-manager: orders.submissions process"));
            Span add = spans.of(TRACE).stream()
                    .filter(span -> span.name().equals("panel add"))
                    .findFirst()
                    .orElseThrow();
            assertThat(spans.of(TRACE)).extracting(Span::name).noneMatch(name -> name.endsWith(" receive"));
            assertThat(add.parent()).isEqualTo(way.getLast().id());
            assertThat(add.attributes()).containsEntry("ordertrail.panel", "promosmm");
        }
    }

    @Test
    void logs_are_json_with_the_panel_that_they_are_about_as_a_field() throws Exception {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(records("order-intake"))
                        .filteredOn(record -> record.path("message").asText().startsWith("The balance at smmnova"))
                        .isNotEmpty()
                        .allSatisfy(record ->
                                assertThat(record.at("/mdc/panel").asText()).isEqualTo("smmnova")));
        for (String service : List.of("order-intake", "status-poller", "refill-manager", "notifier")) {
            assertThat(records(service)).as(service).isNotEmpty();
            assertThat(Files.readString(pipeline.log(service))).doesNotContainPattern("(?m)^\\d{4}-\\d\\d-\\d\\d ");
        }
    }

    @Test
    void one_key_opens_all_services_and_once_revoked_none_within_five_seconds() throws Exception {
        JsonNode made = JSON.readTree(post(
                pipeline.at("order-intake").resolve("/v1/keys"),
                "{\"role\":\"operator\",\"description\":\"opens all\"}"));
        String key = made.path("key").asText();
        List<URI> doors = List.of(
                pipeline.at("order-intake").resolve("/v1/panels"),
                pipeline.at("status-poller").resolve("/v1/tracked/1"),
                pipeline.at("refill-manager").resolve("/v1/refills"),
                pipeline.at("notifier").resolve("/v1/subscriptions"));
        for (URI door : doors) {
            await().atMost(PATIENCE).until(() -> status(door, key), status -> status != 401);
            assertThat(status(door, key)).as(door.toString()).isIn(200, 404);
        }

        HttpRequest revocation = request(
                        pipeline.at("order-intake")
                                .resolve("/v1/keys/" + made.path("id").asText()),
                        Pipeline.OPERATOR_KEY)
                .DELETE()
                .build();
        assertThat(http.send(revocation, BodyHandlers.discarding()).statusCode())
                .isEqualTo(204);
        long revoked = System.nanoTime();

        for (URI door : doors) {
            await().pollInterval(Duration.ofMillis(50)).atMost(PATIENCE).until(() -> status(door, key) == 401);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - revoked)).isLessThan(Duration.ofSeconds(5));
    }

    /** What the service logged; the JVM itself and what goes to the console past the log write plain lines between. */
    private static List<JsonNode> records(String service) throws IOException {
        try (Stream<String> lines = Files.lines(pipeline.log(service))) {
            return lines.filter(line -> line.startsWith("{") && line.endsWith("}"))
                    .map(ObservedPipelineIT::json)
                    .toList();
        }
    }

    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException("no JSON: " + line, e);
        }
    }

    private void subscribe(URI notifier, String target) throws IOException, InterruptedException {
        post(
                notifier.resolve("/v1/subscriptions"),
                "{\"channel\":\"webhook\",\"shop\":\"acme\",\"target\":\"%s\",\"types\":[\"order.*\"]}"
                        .formatted(target));
    }

    private String post(URI uri, String body) throws IOException, InterruptedException {
        HttpRequest request = request(uri, Pipeline.OPERATOR_KEY)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        assertThat(response.statusCode() / 100).as(response.body()).isEqualTo(2);
        return response.body();
    }

    private int status(URI uri, String key) throws IOException, InterruptedException {
        return http.send(request(uri, key).build(), BodyHandlers.discarding()).statusCode();
    }

    private static HttpRequest.Builder request(URI uri, String key) {
        return HttpRequest.newBuilder(uri).timeout(Duration.ofMinutes(1)).header("Authorization", "Bearer " + key);
    }

    /** As a shop's Kafka client does that traces: the context is the transport's, not the event's. */
    private static void place(String kafka) throws Exception {
        String data = """
            {"reference":"traced-1","panel":"promosmm","content":{"service":"101","link":"https://example.org/traced?sim=complete","quantity":100}}\
            """;
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>("orders.requests", "traced-1", data.getBytes(StandardCharsets.UTF_8));
        Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", "traced-1",
                        "ce_source", "acme",
                        "ce_type", "order.place",
                        "traceparent", "00-" + TRACE + "-" + SHOPS_SPAN + "-01")
                .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(record).get();
        }
    }

    /** The shop's end: the trace that each type of event came in. */
    private static final class Webhooks implements AutoCloseable {

        final Map<String, String> traceparents = new ConcurrentHashMap<>();
        private final HttpServer server;

        Webhooks() throws IOException {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", exchange -> {
                try (exchange) {
                    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                    String type = body.replaceFirst("(?s)^\\{\"type\":\"([^\"]+)\".*", "$1");
                    String traceparent = exchange.getRequestHeaders().getFirst("traceparent");
                    traceparents.putIfAbsent(type, traceparent == null ? "none" : traceparent);
                    exchange.sendResponseHeaders(204, -1);
                }
            });
            server.start();
        }

        String url() {
            return "http://127.0.0.1:" + server.getAddress().getPort() + "/orders";
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
