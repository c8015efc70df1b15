package io.ordertrail.notifier.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.notifier.address.AddressPolicy;
import io.ordertrail.notifier.address.EndpointUrl;
import io.ordertrail.notifier.address.PortRange;
import io.ordertrail.notifier.address.UrlRules;
import io.ordertrail.notifier.delivery.AttemptResult;
import io.ordertrail.notifier.delivery.AttemptResult.Verdict;
import io.ordertrail.notifier.webhook.DestinationResolver.Found;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS and proxies, with a receiver of the test's own at an address that its names do not have. */
class WebhookClientTest {

    private static final byte[] BODY = "{}".getBytes(UTF_8);

    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final List<HttpServerRequest> requests = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void tls_is_with_the_host_of_the_url_though_the_address_is_pinned() throws Exception {
        Certificate certificate = Certificate.of("hook.example", directory);
        int port = receiver(certificate);

        AttemptResult answer = post(trusting(certificate), "https://hook.example:" + port + "/", pinned(port));

        assertThat(answer.verdict()).as(answer.text()).isEqualTo(Verdict.TAKEN);
        assertThat(requests.getFirst().connection().indicatedServerName()).isEqualTo("hook.example");
    }

    @Test
    void a_certificate_of_another_host_is_refused_before_anything_is_sent() throws Exception {
        Certificate certificate = Certificate.of("hook.example", directory);
        int port = receiver(certificate);

        AttemptResult answer = post(trusting(certificate), "https://other.example:" + port + "/", pinned(port));

        assertThat(answer.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(answer.text()).contains("TLS failed");
        assertThat(requests).isEmpty();
    }

    @Test
    void a_connection_to_one_host_is_not_used_for_another_at_the_same_address() throws Exception {
        Certificate certificate = Certificate.of("hook.example", directory);
        int port = receiver(certificate);
        WebhookClient client = client(trusting(certificate));

        assertThat(post(client, "https://hook.example:" + port + "/", pinned(port))
                        .verdict())
                .isEqualTo(Verdict.TAKEN);
        assertThat(post(client, "https://other.example:" + port + "/", pinned(port))
                        .verdict())
                .isEqualTo(Verdict.FAILED);
        assertThat(requests).hasSize(1);
    }

    @Test
    void a_certificate_that_nobody_vouches_for_is_refused() throws Exception {
        int port = receiver(Certificate.of("hook.example", directory));

        AttemptResult answer = post(Map.of(), "https://hook.example:" + port + "/", pinned(port));

        assertThat(answer.text()).contains("TLS failed");
        assertThat(requests).isEmpty();
    }

    @Test
    void with_a_proxy_everything_goes_through_it_and_nothing_is_looked_up_here() throws Exception {
        try (EgressProxy proxy = new EgressProxy(receiver(null))) {
            Map<String, String> settings = Map.of("proxy", "http://user:secret@127.0.0.1:" + proxy.port());

            AttemptResult answer =
                    post(settings, "http://hook.example:8080/a", found(settings, "http://hook.example:8080/a"));

            assertThat(answer.verdict()).as(answer.text()).isEqualTo(Verdict.TAKEN);
            assertThat(proxy.asked()).hasSize(1);
            assertThat(proxy.asked().getFirst())
                    .startsWith("POST http://hook.example:8080/a HTTP/1.1")
                    .containsIgnoringCase("proxy-authorization: Basic dXNlcjpzZWNyZXQ=");
        }
    }

    @Test
    void through_a_proxy_tls_is_still_with_the_receiver() throws Exception {
        Certificate certificate = Certificate.of("hook.example", directory);
        try (EgressProxy proxy = new EgressProxy(receiver(certificate))) {
            Map<String, String> settings = new HashMap<>(trusting(certificate));
            settings.put("proxy", "http://127.0.0.1:" + proxy.port());

            AttemptResult good = post(settings, "https://hook.example/", found(settings, "https://hook.example/"));
            AttemptResult bad = post(settings, "https://other.example/", found(settings, "https://other.example/"));

            assertThat(good.verdict()).as(good.text()).isEqualTo(Verdict.TAKEN);
            assertThat(bad.verdict()).isEqualTo(Verdict.FAILED);
            assertThat(proxy.asked())
                    .extracting(head -> head.lines().findFirst().orElse(""))
                    .containsExactly("CONNECT hook.example:443 HTTP/1.1", "CONNECT other.example:443 HTTP/1.1");
            assertThat(requests).hasSize(1);
        }
    }

    @Test
    void with_a_proxy_an_address_that_is_not_public_is_refused_all_the_same() {
        Map<String, String> settings = Map.of("proxy", "http://127.0.0.1:1");

        assertThat(find(settings, "https://169.254.169.254/latest")).isInstanceOf(Found.Nowhere.class);
        assertThat(find(settings, "https://[::ffff:10.0.0.1]/")).isInstanceOf(Found.Nowhere.class);
    }

    @Test
    void what_wakes_up_past_its_deadline_is_not_sent() throws Exception {
        CountDownLatch first = new CountDownLatch(1);
        CompletableFuture<HttpServerRequest> held = new CompletableFuture<>();
        int port = receiver(null, request -> {
            if (requests.size() > 1 && held.complete(request)) {
                first.countDown();
            } else {
                answer(request);
            }
        });
        // Whatever is loaded for the first request of all is not to count.
        assertThat(post(Map.of(), "http://hook.example:" + port, pinned(port)).verdict())
                .isEqualTo(Verdict.TAKEN);
        WebhookClient client = client(Map.of("timeout", "500ms", "connections", "1"));
        Context loop = vertx.getOrCreateContext();
        CompletableFuture<AttemptResult> waiting = new CompletableFuture<>();
        loop.runOnContext(_ -> start(client, port, new CompletableFuture<>()));
        assertThat(first.await(30, TimeUnit.SECONDS)).isTrue();

        // It waits for the one connection; then nothing runs on its loop, as in a process that is frozen, until the
        // connection is free and its deadline over.
        loop.runOnContext(_ -> {
            start(client, port, waiting);
            answer(held.join());
            long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(700);
            while (System.nanoTime() < until) {
                LockSupport.parkNanos(until - System.nanoTime());
            }
        });

        assertThat(waiting.get(30, TimeUnit.SECONDS).text()).startsWith("no whole answer within");
        CompletableFuture<AttemptResult> next = new CompletableFuture<>();
        loop.runOnContext(_ -> start(client, port, next));
        assertThat(next.get(30, TimeUnit.SECONDS).verdict()).isEqualTo(Verdict.TAKEN);
        assertThat(requests).hasSize(3);
    }

    private static void start(WebhookClient client, int port, CompletableFuture<AttemptResult> answer) {
        EndpointUrl url = new EndpointUrl(URI.create("http://hook.example/"), false, "hook.example", port);
        var unused = client.post(new Found.At(url, pinned(port)), MultiMap.caseInsensitiveMultiMap(), BODY)
                .subscribe()
                .with(answer::complete, answer::completeExceptionally);
    }

    /** The port of a receiver that says 204 to everything; with TLS if there is a certificate. */
    private int receiver(@Nullable Certificate certificate) throws Exception {
        return receiver(certificate, WebhookClientTest::answer);
    }

    private int receiver(@Nullable Certificate certificate, Handler<HttpServerRequest> behaviour) throws Exception {
        HttpServerOptions options = new HttpServerOptions().setHost("127.0.0.1").setPort(0);
        if (certificate != null) {
            options.setSsl(true).setSni(true).setKeyCertOptions(certificate.options());
        }
        HttpServer server = vertx.createHttpServer(options).requestHandler(request -> {
            requests.add(request);
            behaviour.handle(request);
        });
        return server.listen()
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS)
                .actualPort();
    }

    private static void answer(HttpServerRequest request) {
        var unused = request.response().setStatusCode(204).end();
    }

    private static Map<String, String> trusting(Certificate certificate) {
        return Map.of("trusted-certificates", certificate.pem().toString());
    }

    private static SocketAddress pinned(int port) {
        return SocketAddress.inetSocketAddress(port, "127.0.0.1");
    }

    private @Nullable SocketAddress found(Map<String, String> settings, String url) {
        return find(settings, url) instanceof Found.At at
                ? at.address()
                : SocketAddress.domainSocketAddress("/nowhere");
    }

    private static Found find(Map<String, String> settings, String url) {
        HostResolver nobody = host -> Uni.createFrom().failure(new AssertionError(host + " was looked up"));
        UrlRules rules = new UrlRules(true, List.of(PortRange.of("1-65535")), new AddressPolicy(List.of()));
        return new DestinationResolver(rules, nobody, settings(settings))
                .find(url)
                .await()
                .atMost(Duration.ofMinutes(1));
    }

    private AttemptResult post(Map<String, String> settings, String url, @Nullable SocketAddress address) {
        return post(client(settings), url, address);
    }

    private static AttemptResult post(WebhookClient client, String url, @Nullable SocketAddress address) {
        URI uri = URI.create(url);
        boolean secure = uri.getScheme().equals("https");
        int port = uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80;
        Found.At at = new Found.At(new EndpointUrl(uri, secure, uri.getHost(), port), address);
        return client.post(at, MultiMap.caseInsensitiveMultiMap(), BODY).await().atMost(Duration.ofMinutes(1));
    }

    private WebhookClient client(Map<String, String> settings) {
        return new WebhookClient(vertx, settings(settings), InstantSource.system());
    }

    /** The defaults, with these changed. */
    private static WebhookSettings settings(Map<String, String> changed) {
        Map<String, String> keys = new HashMap<>();
        changed.forEach((key, value) -> keys.put("ordertrail.notifier.webhooks." + key, value));
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(WebhookSettings.class)
                .withSources(new PropertiesConfigSource(keys, "test", 100))
                .build()
                .getConfigMapping(WebhookSettings.class);
    }
}
