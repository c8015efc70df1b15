package io.ordertrail.notifier.ingest;

import static io.ordertrail.notifier.Events.NOON;
import static io.ordertrail.notifier.Events.anOrder;
import static io.ordertrail.notifier.Events.envelope;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ordertrail.notifier.Events;
import io.ordertrail.notifier.ingest.Routing.Contacted;
import io.ordertrail.notifier.message.Message;
import io.ordertrail.notifier.message.MessageFactory;
import io.ordertrail.notifier.subscription.Channel;
import io.ordertrail.notifier.subscription.SubscriptionSnapshots;
import io.ordertrail.notifier.subscription.Subscriptions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RoutingTest {

    private static final MessageFactory WRITER = new MessageFactory();

    @Test
    void it_goes_to_all_that_want_it() {
        var edition = SubscriptionSnapshots.of(
                Subscriptions.webhook("acme"), Subscriptions.mail("acme"), Subscriptions.webhook("other"));
        assertThat(Routing.toSubscriptions(completed(anOrder("acme", 1)), edition, NOON))
                .extracting("subscription")
                .containsExactlyInAnyOrder("sub_acmewebhook", "sub_acmeemail");
    }

    @Test
    void an_order_may_bring_its_own_address_and_callback() {
        Message message = completed(anOrder("acme", 1).withContact("jo@mail.example", "https://x.example/cb"));
        assertThat(Routing.contacts(message, SubscriptionSnapshots.of()))
                .extracting(Contacted::channel, Contacted::target)
                .containsExactly(
                        tuple(Channel.EMAIL, "jo@mail.example"), tuple(Channel.WEBHOOK, "https://x.example/cb"));
    }

    @Test
    void an_address_that_is_none_gets_nothing() {
        Message message = completed(anOrder("acme", 1).withContact("jo@x\r\nBcc: all@x", null));
        assertThat(Routing.contacts(message, SubscriptionSnapshots.of())).isEmpty();
    }

    @Test
    void what_concerns_nobody_is_not_kept() {
        Message message = completed(anOrder("acme", 1));
        assertThat(Routing.concernsAnybody(message.about(), SubscriptionSnapshots.of(Subscriptions.webhook("other"))))
                .isFalse();
        assertThat(Routing.concernsAnybody(message.about(), SubscriptionSnapshots.of(Subscriptions.webhook("acme"))))
                .isTrue();
    }

    @Test
    void what_is_gathered_is_due_together_at_the_end_of_its_span() {
        var hourly = Subscriptions.digest("acme", Duration.ofHours(1));
        assertThat(Routing.dueAt(hourly, Instant.parse("2026-11-20T12:00:00Z"))).isEqualTo("2026-11-20T13:00:00Z");
        assertThat(Routing.dueAt(hourly, Instant.parse("2026-11-20T12:59:59Z"))).isEqualTo("2026-11-20T13:00:00Z");
        assertThat(Routing.dueAt(Subscriptions.mail("acme"), NOON)).isEqualTo(NOON);
    }

    private static Message completed(Events order) {
        return WRITER.write(envelope(order.completed(1))).orElseThrow();
    }
}
