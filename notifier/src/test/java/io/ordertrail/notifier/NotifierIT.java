package io.ordertrail.notifier;

import static io.ordertrail.notifier.Events.anOrder;
import static io.ordertrail.notifier.Events.envelope;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import io.ordertrail.domain.PanelName;
import io.ordertrail.events.CloudEvent;
import io.ordertrail.events.NotificationEvent.DeliveriesEnded;
import io.ordertrail.events.NotificationEvent.DeliveryEnd;
import io.ordertrail.events.OperationsEvent.PanelDown;
import io.ordertrail.events.Topics;
import io.ordertrail.notifier.Receiver.Received;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.mail.internet.MimeMessage;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class NotifierIT extends Installation {

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
    void the_outcome_of_an_orders_notifications_is_published_for_its_history() {
        receiver.at(
                "/second",
                exchange -> Receiver.status(receiver.at("/second").size() < 2 ? 500 : 200)
                        .handle(exchange));
        String subscription = subscribe("/second", Map.of()).path("id");

        publish(anOrder(shop, order).completed(1));

        List<DeliveryEnd> ends = await().until(
                        () -> Broker.read(Topics.NOTIFICATIONS).stream()
                                .filter(DeliveriesEnded.class::isInstance)
                                .flatMap(event -> ((DeliveriesEnded) event).deliveries().stream())
                                .filter(end -> end.order().value() == order)
                                .toList(),
                        all -> !all.isEmpty());
        assertThat(ends).singleElement().satisfies(end -> {
            assertThat(end.subscription()).isEqualTo(subscription);
            assertThat(end.event()).isEqualTo("order.status-changed.completed");
            assertThat(end.channel()).isEqualTo("webhook");
            assertThat(end.outcome()).isEqualTo("delivered");
            assertThat(end.attempts()).isEqualTo(2);
        });
    }

    @Test
    void an_event_that_comes_twice_is_sent_once() {
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
    void an_order_may_bring_its_own_address_and_callback() {
        String address = "jo@" + shop + ".example";
        publish(anOrder(shop, order)
                .withContact(address, receiver.url("/callback"))
                .completed(1));

        await().until(() -> !MailServer.to(address).isEmpty());
        await().until(() -> !receiver.at("/callback").isEmpty());
        assertThat(receiver.at("/callback").getFirst().body()).doesNotContain(address);
        List<String> kinds = api.get("/v1/subscriptions").extract().path("items.kind");
        assertThat(kinds).containsExactly("order-contact", "order-contact");
    }

    @Test
    void operators_get_events_of_panels_and_shops_do_not() {
        subscribe("/shop", Map.of("types", List.of("*")));
        String operators = Api.OPERATOR
                .post("/v1/subscriptions", Map.of("channel", "webhook", "target", receiver.url("/operator")))
                .statusCode(201)
                .extract()
                .path("id");

        broker.publish(
                Topics.OPERATIONS,
                new CloudEvent<>(
                        "down/" + order,
                        "/ordertrail/order-intake",
                        "smmnew",
                        Events.NOON,
                        null,
                        new PanelDown(new PanelName("smmnew"), "no connection", Events.NOON)));

        await().until(() -> receiver.at("/operator").stream()
                .anyMatch(received -> received.body().contains("panel.down")));
        publish(anOrder(shop, order).completed(1));
        await().until(() -> !receiver.at("/shop").isEmpty());
        assertThat(receiver.at("/shop")).noneMatch(received -> received.body().contains("panel.down"));
        Api.OPERATOR.delete("/v1/subscriptions/" + operators).statusCode(204);
    }

    @Test
    void what_is_no_event_goes_to_the_dead_letters_and_holds_nothing_up() {
        subscribe("/after", Map.of());
        broker.publish(Topics.STATUS, "x", "this is no event");
        publish(anOrder(shop, order).completed(1));

        await().until(() -> !receiver.at("/after").isEmpty());
    }

    @Test
    void the_events_of_an_order_wait_for_each_other_where_that_is_asked_for() {
        receiver.at(
                "/ordered",
                exchange -> Receiver.status(receiver.at("/ordered").size() < 3 ? 500 : 200)
                        .handle(exchange));
        subscribe("/ordered", Map.of("ordering", "order"));
        for (long revision = 1; revision <= 5; revision++) {
            publish(anOrder(shop, order).inProgress(revision));
        }

        await().until(() -> receiver.at("/ordered").size() == 7);
        assertThat(receiver.at("/ordered"))
                .extracting(received -> received.body().replaceAll(".*\"revision\":(\\d+).*", "$1"))
                .containsExactly("1", "1", "1", "2", "3", "4", "5");
    }

    @Test
    void another_shop_gets_nothing_of_it() {
        subscribe("/mine", Map.of());
        Api.of("other-" + shop)
                .post("/v1/subscriptions", Map.of("channel", "webhook", "target", receiver.url("/others")))
                .statusCode(201);
        broker.publish(Topics.STATUS, envelope(anOrder("other-" + shop, order).completed(1)));
        broker.publish(Topics.STATUS, envelope(anOrder(shop, order + 1).completed(1)));

        await().until(() ->
                !receiver.at("/mine").isEmpty() && !receiver.at("/others").isEmpty());
        assertThat(receiver.at("/mine"))
                .singleElement()
                .satisfies(received -> assertThat(received.body()).contains("A-" + (order + 1)));
        assertThat(receiver.at("/others"))
                .singleElement()
                .satisfies(received ->
                        assertThat(received.body()).contains("A-" + order).doesNotContain("A-" + (order + 1)));
    }
}
