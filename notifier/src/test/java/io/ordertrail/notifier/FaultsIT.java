package io.ordertrail.notifier;

import static io.ordertrail.notifier.Events.anOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordertrail.notifier.Receiver.Received;
import io.ordertrail.notifier.webhook.ChangingHostResolver;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Receivers that do not behave. */
@QuarkusTest
class FaultsIT extends Installation {

    @Inject
    ChangingHostResolver names;

    @Test
    void a_receiver_that_never_answers_costs_one_timeout() {
        try (RawReceiver silent = new RawReceiver(RawReceiver.staysSilent())) {
            assertThat(firstAnswer(silent)).isEqualTo("no whole answer within 2 s");
        }
    }

    @Test
    void a_receiver_that_drips_costs_one_timeout() {
        try (RawReceiver dripping = new RawReceiver(RawReceiver.drips(50))) {
            assertThat(firstAnswer(dripping)).isEqualTo("no whole answer within 2 s");
        }
    }

    @Test
    void a_receiver_that_resets_has_failed() {
        try (RawReceiver resetting = new RawReceiver(RawReceiver.resets())) {
            assertThat(firstAnswer(resetting)).contains("connection was");
        }
    }

    @Test
    void half_an_answer_is_none() {
        try (RawReceiver half =
                new RawReceiver(RawReceiver.says("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"))) {
            assertThat(firstAnswer(half)).contains("the answer broke off after status 200");
        }
    }

    @Test
    void what_is_no_http_has_failed() {
        try (RawReceiver other = new RawReceiver(RawReceiver.says("220 smtp.example ESMTP\r\n"))) {
            assertThat(firstAnswer(other)).startsWith("no answer");
        }
    }

    @Test
    void redirects_are_not_followed() {
        receiver.at("/from", exchange -> {
            exchange.getResponseHeaders().set("Location", receiver.url("/to"));
            exchange.sendResponseHeaders(307, -1);
            exchange.close();
        });
        String id = subscribe("/from", Map.of()).path("id");
        publish(anOrder(shop, order).completed(1));

        await().until(() -> delivery(id, "lastCode") != null);
        assertThat(this.<String>delivery(id, "lastAnswer")).startsWith("redirects are not followed");
        assertThat(receiver.at("/to")).isEmpty();
    }

    @Test
    void of_an_endless_answer_a_kilobyte_is_kept_and_the_rest_not_read() {
        receiver.at("/endless", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] part = "x".repeat(8192).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            try {
                for (int i = 0; i < 10_000; i++) {
                    exchange.getResponseBody().write(part);
                }
            } finally {
                exchange.close();
            }
        });
        String id = subscribe("/endless", Map.of()).path("id");
        publish(anOrder(shop, order).completed(1));

        await().until(() -> deliveries(id, "delivered") == 1);
        String answer =
                api.get("/v1/deliveries/" + delivery(id, "id")).extract().path("history[0].answer");
        assertThat(answer).hasSize(1024);
    }

    @Test
    void after_the_last_attempt_it_is_dead_and_can_be_sent_again() {
        receiver.at("/broken", Receiver.status(500));
        String id = subscribe("/broken", Map.of()).path("id");
        publish(anOrder(shop, order).completed(1));
        await().until(() -> deliveries(id, "dead") == 1);
        assertThat(receiver.at("/broken").size()).isEqualTo(4);

        receiver.at("/broken", Receiver.status(200));
        api.post("/v1/subscriptions/" + id + "/enable").statusCode(200);
        api.post("/v1/subscriptions/" + id + "/replay", Map.of("since", "2020-01-01T00:00:00Z"))
                .statusCode(202);

        await().until(() -> deliveries(id, "delivered") == 1);
        assertThat(receiver.at("/broken").stream().map(Received::id).collect(Collectors.toSet()))
                .hasSize(1);
    }

    @Test
    void one_delivery_can_be_sent_again_with_its_id_and_its_body() {
        String id = subscribe("/again", Map.of()).path("id");
        publish(anOrder(shop, order).completed(1));
        await().until(() -> deliveries(id, "delivered") == 1);

        api.post("/v1/deliveries/" + delivery(id, "id") + "/replay").statusCode(202);

        await().until(() -> receiver.at("/again").size() == 2);
        assertThat(receiver.at("/again"))
                .extracting(Received::id)
                .containsOnly(receiver.at("/again").getFirst().id());
        assertThat(receiver.at("/again"))
                .extracting(Received::body)
                .containsOnly(receiver.at("/again").getFirst().body());
        Api.of("other-" + shop)
                .post("/v1/deliveries/" + delivery(id, "id") + "/replay")
                .statusCode(404);
    }

    @Test
    void an_endpoint_that_is_gone_is_disabled_and_its_owner_notified() {
        receiver.at("/gone", Receiver.status(410));
        String owner = "owner@" + shop + ".example";
        String id = subscribe("/gone", Map.of("ownerEmail", owner)).path("id");
        subscribe("/other", Map.of("types", List.of("endpoint.*")));
        publish(anOrder(shop, order).completed(1));

        await().until(() -> !api.get("/v1/subscriptions/" + id).extract().<Boolean>path("enabled"));
        await().until(() -> !receiver.at("/other").isEmpty());
        assertThat(receiver.at("/other").getFirst().body()).contains("endpoint.disabled", id, "410");
        await().until(() -> !MailServer.to(owner).isEmpty());
        subscribe("/witness", Map.of());
        publish(anOrder(shop, order).partial(2));
        await().until(() -> !receiver.at("/witness").isEmpty());
        await().during(Duration.ofMillis(500)).until(() -> receiver.at("/gone").size() == 1);
    }

    @Test
    void an_endpoint_that_fails_for_too_long_is_disabled() {
        receiver.at("/failing", Receiver.status(500));
        String id = subscribe("/failing", Map.of()).path("id");
        publish(anOrder(shop, order).completed(1));
        await().until(() -> api.get("/v1/subscriptions/" + id).extract().path("failingSince") != null);

        // Each is an attempt; the first one after the five seconds of the tests' settings ends it.
        AtomicLong revision = new AtomicLong(1);
        await().pollInterval(Duration.ofMillis(200)).until(() -> {
            publish(anOrder(shop, order).inProgress(revision.incrementAndGet()));
            return !api.get("/v1/subscriptions/" + id).extract().<Boolean>path("enabled");
        });
        assertThat(api.get("/v1/subscriptions/" + id).extract().<String>path("disabledReason"))
                .startsWith("it has failed for");
    }

    @Test
    void what_was_missed_while_disabled_can_be_replayed() {
        String id = subscribe("/missed", Map.of()).path("id");
        api.post("/v1/subscriptions/" + id + "/disable").statusCode(200);
        subscribe("/witness", Map.of());
        publish(anOrder(shop, order).completed(1));
        publish(anOrder(shop, order).partial(2));
        publish(anOrder(shop, order).inProgress(3));
        await().until(() -> receiver.at("/witness").size() == 3);
        assertThat(receiver.at("/missed")).isEmpty();

        api.post("/v1/subscriptions/" + id + "/enable").statusCode(200);
        api.post("/v1/subscriptions/" + id + "/replay", Map.of("since", "2020-01-01T00:00:00Z", "what", "everything"))
                .statusCode(202)
                .body("deliveries", org.hamcrest.Matchers.equalTo(3));

        await().until(() -> receiver.at("/missed").size() == 3);
    }

    @Test
    void an_overloaded_receiver_is_asked_again_when_it_said() {
        receiver.at("/busy", exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "1");
            Receiver.status(receiver.at("/busy").size() == 1 ? 429 : 200).handle(exchange);
        });
        subscribe("/busy", Map.of());
        publish(anOrder(shop, order).completed(1));

        await().until(() -> receiver.at("/busy").size() == 2);
        List<Received> both = receiver.at("/busy");
        assertThat(Duration.between(both.getFirst().at(), both.getLast().at())).isGreaterThan(Duration.ofMillis(990));
    }

    @Test
    void one_dead_endpoint_delays_no_other() {
        try (RawReceiver silent = new RawReceiver(RawReceiver.staysSilent())) {
            subscribeTo(silent.url(), Map.of());
            for (int i = 1; i <= 100; i++) {
                publish(anOrder(shop, order).inProgress(i));
            }
            await().until(() -> silent.requests() > 0);
            Api.of("fast-" + shop)
                    .post("/v1/subscriptions", Map.of("channel", "webhook", "target", receiver.url("/fast")))
                    .statusCode(201);
            AtomicInteger before = new AtomicInteger();
            receiver.at("/fast", exchange -> {
                before.set(silent.requests());
                Receiver.status(204).handle(exchange);
            });
            publish(anOrder("fast-" + shop, order + 1).completed(1));
            await().until(() -> !receiver.at("/fast").isEmpty());
            // In one queue for all, each of the hundred would have been sent before it, a timeout for every few.
            assertThat(before.get()).isLessThan(100);
        }
    }

    @Test
    void a_name_that_is_bound_to_another_address_meanwhile_reaches_nothing_there() {
        try (RawReceiver forbidden =
                new RawReceiver("127.0.0.2", RawReceiver.says("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"))) {
            names.answer("rebind.example", List.of(List.of("127.0.0.2")));
            String id = subscribeTo("http://rebind.example:" + forbidden.port() + "/", Map.of())
                    .path("id");
            publish(anOrder(shop, order).completed(1));

            await().until(() -> delivery(id, "lastAnswer") != null);
            assertThat(this.<String>delivery(id, "lastAnswer")).contains("127.0.0.2 is not a public address");
            assertThat(forbidden.requests()).isZero();
        }
    }

    @Test
    void the_address_that_was_vetted_is_the_one_connected_to() {
        // Looked up once an attempt: a second answer, as an attacker gives it, is never asked for.
        int port = Integer.parseInt(receiver.url("").replaceAll(".*:", ""));
        names.answer("twice.example", List.of(List.of("127.0.0.2", "127.0.0.1"), List.of("127.0.0.2")));
        subscribeTo("http://twice.example:" + port + "/pinned", Map.of());
        publish(anOrder(shop, order).completed(1));

        await().until(() -> receiver.at("/pinned").size() == 1);
        assertThat(receiver.at("/pinned").getFirst().header("host")).isEqualTo("twice.example:" + port);
        assertThat(names.isUsedUp("twice.example")).isTrue();
    }

    private String firstAnswer(RawReceiver raw) {
        String id = subscribeTo(raw.url(), Map.of()).path("id");
        publish(anOrder(shop, order).completed(1));
        await().until(() -> delivery(id, "lastAnswer") != null);
        assertThat(raw.requests()).isGreaterThan(0);
        return delivery(id, "lastAnswer");
    }
}
