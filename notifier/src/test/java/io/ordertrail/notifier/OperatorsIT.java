package io.ordertrail.notifier;

import static io.ordertrail.notifier.Events.anOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordertrail.events.CloudEvent;
import io.ordertrail.events.Event;
import io.ordertrail.events.LifecycleEvent;
import io.ordertrail.events.NotificationEvent;
import io.ordertrail.events.Topics;
import io.ordertrail.notifier.Receiver.Received;
import io.ordertrail.notifier.message.MessageFactory;
import io.ordertrail.testsupport.http.Management;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What needs an operator goes to the operator's subscriptions, the way of everything else. */
@QuarkusTest
class OperatorsIT extends Installation {

    private static final List<String> ALERTS = List.of(
            "order.in-doubt",
            "order.denied",
            "order.stuck",
            "refill.in-doubt",
            "refill.needs-operator",
            "panel.down",
            "panel.up",
            "panel.balance-low",
            "panel.balance-restored",
            "panel.funds-short",
            "buying.stopped",
            "buying.resumed",
            "dead-letter.kept",
            "endpoint.disabled",
            "delivery.dead");

    @Test
    void who_names_no_types_gets_every_alert_and_nothing_else() {
        String address = "operator@" + shop + ".example";
        List<String> subscriptions = List.of(
                operators(Map.of("channel", "webhook", "target", receiver.url("/everything"), "types", List.of("*"))),
                operators(Map.of("channel", "webhook", "target", receiver.url("/alerts"))),
                operators(Map.of("channel", "email", "target", address)));
        Map<String, String> types = new HashMap<>();
        for (Event event : Samples.everyEvent()) {
            types.put(publish(event), event.type());
        }

        // Who gets everything shows when all of it has arrived; the deliveries to the others were made with it.
        await().untilAsserted(() -> assertThat(typesAt("/everything", types)).hasSameSizeAs(types.keySet()));
        await().untilAsserted(() -> assertThat(typesAt("/alerts", types)).containsExactlyInAnyOrderElementsOf(ALERTS));
        await().untilAsserted(() -> assertThat(typesTo(address, types)).containsExactlyInAnyOrderElementsOf(ALERTS));
        subscriptions.forEach(
                id -> Api.OPERATOR.delete("/v1/subscriptions/" + id).statusCode(204));
    }

    @Test
    void what_deliveries_come_to_is_measured() {
        double delivered = metric("ordertrail_delivery_ended_total", "outcome=\"delivered\"");
        double dead = metric("ordertrail_delivery_ended_total", "outcome=\"dead\"");
        double aged = metric("ordertrail_delivery_age_seconds_bucket", "le=\"60.0\"");
        double failed = metric("ordertrail_delivery_attempt_seconds_count", "verdict=\"failed\"");
        receiver.at("/dies", Receiver.status(500));
        String dies = subscribe("/dies", Map.of()).path("id");
        String lives = subscribe("/lives", Map.of()).path("id");

        publish(anOrder(shop, order).completed(1));

        // The one that lives is notified of the other's death as well.
        await().until(() -> deliveries(lives, "delivered") >= 1 && deliveries(dies, "dead") == 1);
        assertThat(metric("ordertrail_delivery_ended_total", "outcome=\"delivered\""))
                .isGreaterThanOrEqualTo(delivered + 1);
        assertThat(metric("ordertrail_delivery_ended_total", "outcome=\"dead\""))
                .isGreaterThanOrEqualTo(dead + 1);
        assertThat(metric("ordertrail_delivery_age_seconds_bucket", "le=\"60.0\""))
                .isGreaterThanOrEqualTo(aged + 1);
        assertThat(metric("ordertrail_delivery_attempt_seconds_count", "verdict=\"failed\""))
                .isGreaterThanOrEqualTo(failed + 4);
    }

    private static String operators(Map<String, Object> subscription) {
        return Api.OPERATOR
                .post("/v1/subscriptions", subscription)
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** With an id of this test's own, as the same samples are other tests' as well; returns the id of its message. */
    private String publish(Event event) {
        String topic = event instanceof LifecycleEvent
                ? Topics.STATUS
                : event instanceof NotificationEvent ? Topics.NOTIFICATIONS : Topics.OPERATIONS;
        String id = Integer.toHexString(event.hashCode()) + "/" + order;
        var envelope = new CloudEvent<>(id, "/ordertrail/tests", "subject", Events.NOON, null, event);
        broker.publish(topic, envelope);
        return new MessageFactory().write(envelope).orElseThrow().id();
    }

    /** Of what this test published: other tests may have left something that is still sent. */
    private List<String> typesAt(String path, Map<String, String> types) {
        return of(receiver.at(path).stream().map(Received::id), types);
    }

    private static List<String> typesTo(String address, Map<String, String> types) {
        return of(MailServer.to(address).stream().map(OperatorsIT::id), types);
    }

    private static List<String> of(Stream<String> ids, Map<String, String> types) {
        return ids.distinct().filter(types::containsKey).map(types::get).toList();
    }

    private static String id(MimeMessage mail) {
        try {
            return mail.getMessageID().replaceAll("^<|\\..*", "");
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static double metric(String name, String tag) {
        return Management.metrics()
                .lines()
                .filter(line ->
                        line.startsWith(name + "{") && line.contains("channel=\"webhook\"") && line.contains(tag))
                .map(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no " + name + " with " + tag));
    }
}
