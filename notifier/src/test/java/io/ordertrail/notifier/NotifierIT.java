package io.ordertrail.notifier;

import static io.ordertrail.notifier.Events.anOrder;
import static io.ordertrail.notifier.Events.envelope;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import io.ordertrail.embedded.test.KafkaResource;
import io.ordertrail.embedded.test.PostgresResource;
import io.ordertrail.events.Topics;
import io.ordertrail.notifier.Receiver.Received;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import jakarta.mail.internet.MimeMessage;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = PostgresResource.class, initArgs = @ResourceArg(name = "database", value = "notifier"))
@WithTestResource(KafkaResource.class)
@WithTestResource(MailServer.class)
class NotifierIT {

    private final Receiver receiver = new Receiver();
    private final long order = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
    private final String shop = "shop-" + order;
    private Broker broker;
    private Api api;

    @BeforeEach
    void open() {
        broker = new Broker();
        api = Api.of(shop);
    }

    @AfterEach
    void close() {
        broker.close();
        receiver.close();
    }

    @Test
    void a_change_of_state_becomes_a_signed_webhook() throws Exception {
        String secret = subscribe("/hook", Map.of()).path("signingSecret");

        broker.publish(Topics.STATUS, envelope(anOrder(shop, order).completed(1)));

        Received received =
                await().until(() -> receiver.at("/hook"), all -> !all.isEmpty()).getFirst();
        assertThat(received.body())
                .startsWith("{\"type\":\"order.status-changed\",\"timestamp\":\"2026-11-20T12:00:00Z\"");
        new Webhook(secret).verify(received.body(), HttpHeaders.of(received.headers(), (_, _) -> true));
    }

    @Test
    void an_event_that_comes_twice_is_told_once() {
        subscribe("/once", Map.of());
        broker.publish(Topics.STATUS, envelope(anOrder(shop, order).completed(1)));
        broker.publish(Topics.STATUS, envelope(anOrder(shop, order).completed(1)));
        broker.publish(Topics.STATUS, envelope(anOrder(shop, order).inProgress(2)));

        await().until(() -> receiver.at("/once").size() >= 2);
        await().during(Duration.ofMillis(300)).until(() -> receiver.at("/once").size() == 2);
    }

    @Test
    void a_mail_goes_out_in_html_and_text() throws Exception {
        String address = "orders@" + shop + ".example";
        api.post("/v1/subscriptions", Map.of("channel", "email", "target", address))
                .statusCode(201);

        broker.publish(Topics.STATUS, envelope(anOrder(shop, order).partial(1)));

        MimeMessage mail = await().until(() -> MailServer.to(address), all -> !all.isEmpty())
                .getFirst();
        assertThat(mail.getSubject()).isEqualTo("Order A-" + order + " ended partly delivered");
        assertThat(mail.getHeader("List-Unsubscribe")[0]).startsWith("<https://notify.example/v1/unsubscribe/");
        assertThat(mail.getMessageID()).startsWith("<msg_");
        assertThat(mail.getContentType()).startsWith("multipart/alternative");
    }

    @Test
    void what_fails_is_tried_again_with_the_same_id() {
        receiver.at(
                "/flaky",
                exchange -> Receiver.status(receiver.at("/flaky").size() < 3 ? 500 : 200)
                        .handle(exchange));
        subscribe("/flaky", Map.of());

        broker.publish(Topics.STATUS, envelope(anOrder(shop, order).completed(1)));

        await().until(() -> receiver.at("/flaky").size() == 3);
        assertThat(receiver.at("/flaky"))
                .extracting(Received::id)
                .containsOnly(receiver.at("/flaky").getFirst().id());
    }

    @Test
    void another_shop_hears_nothing_of_it() {
        subscribe("/mine", Map.of());
        broker.publish(Topics.STATUS, envelope(anOrder("other-" + shop, order).completed(1)));
        broker.publish(Topics.STATUS, envelope(anOrder(shop, order + 1).completed(1)));

        await().until(() -> !receiver.at("/mine").isEmpty());
        assertThat(receiver.at("/mine"))
                .hasSize(1)
                .first()
                .extracting(Received::body)
                .asString()
                .contains(shop);
    }

    private ExtractableResponse<Response> subscribe(String path, Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(Map.of("channel", "webhook", "target", receiver.url(path)));
        body.putAll(more);
        return api.post("/v1/subscriptions", body).statusCode(201).extract();
    }
}
