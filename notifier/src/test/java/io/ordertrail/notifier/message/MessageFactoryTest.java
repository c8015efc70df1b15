package io.ordertrail.notifier.message;

import static io.ordertrail.notifier.Events.anOrder;
import static io.ordertrail.notifier.Events.envelope;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.domain.Reference;
import io.ordertrail.events.CloudEvent;
import io.ordertrail.events.ShopRequest.CancelOrder;
import io.ordertrail.notifier.Events;
import org.junit.jupiter.api.Test;

class MessageFactoryTest {

    private final MessageFactory writer = new MessageFactory();

    @Test
    void the_body_has_type_timestamp_and_data_and_no_contact() {
        Message message = write(anOrder("acme", 4711).withContact("jo@mail.example", "https://x.example/"));

        assertThat(new String(message.body(), UTF_8))
                .startsWith("{\"type\":\"order.status-changed\",\"timestamp\":\"2026-11-20T12:00:00Z\",\"data\":{")
                .contains("\"order\":{\"id\":4711,\"source\":\"acme\",\"reference\":\"A-4711\"")
                .doesNotContain("contact")
                .doesNotContain("jo@mail.example");
        assertThat(message.contact()).isNotNull();
    }

    @Test
    void the_same_event_is_the_same_message_and_another_is_another() {
        Message once = write(anOrder("acme", 4711));
        assertThat(write(anOrder("acme", 4711))).isEqualTo(once);
        assertThat(write(anOrder("acme", 4712)).id()).isNotEqualTo(once.id());
        assertThat(once.id()).matches("msg_[0-9a-f]{32}");
    }

    @Test
    void a_change_of_status_is_known_by_its_new_status_too() {
        EventSubject about = write(anOrder("acme", 1).tagged("vip")).about();
        assertThat(about.name()).isEqualTo("order.status-changed.completed");
        assertThat(about.tags()).containsExactly("vip");
    }

    @Test
    void only_a_proper_trace_context_becomes_a_header() {
        String good = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        assertThat(traced(good).traceparent()).isEqualTo(good);
        assertThat(traced("00-x\r\nevil: 1").traceparent()).isNull();
    }

    @Test
    void requests_of_shops_are_sent_to_nobody() {
        assertThat(writer.write(
                        new CloudEvent<>("1", "acme", null, Events.NOON, null, new CancelOrder(new Reference("A-1")))))
                .isEmpty();
    }

    private Message write(Events order) {
        return writer.write(envelope(order.completed(1))).orElseThrow();
    }

    private Message traced(String traceparent) {
        return writer.write(envelope(anOrder("acme", 1).completed(1)).tracedBy(traceparent))
                .orElseThrow();
    }
}
