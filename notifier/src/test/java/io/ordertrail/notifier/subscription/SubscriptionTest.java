package io.ordertrail.notifier.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.ShopId;
import io.ordertrail.notifier.message.EventSubject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SubscriptionTest {

    @Test
    void a_shop_gets_events_of_its_own_orders_only() {
        Subscription ours = Subscriptions.webhook("acme");
        assertThat(ours.wants(order("order.accepted", null, "acme"))).isTrue();
        assertThat(ours.wants(order("order.accepted", null, "other"))).isFalse();
    }

    @Test
    void a_shop_never_gets_events_of_panels_whatever_its_filter_says() {
        assertThat(Subscriptions.webhook("acme", "*").wants(panel("panel.down")))
                .isFalse();
    }

    @Test
    void operators_get_by_default_what_needs_them() {
        Subscription operators = Subscriptions.webhook(null);
        assertThat(operators.wants(panel("panel.down"))).isTrue();
        assertThat(operators.wants(panel("panel.balance-low"))).isTrue();
        assertThat(operators.wants(panel("dead-letter.kept"))).isTrue();
        assertThat(operators.wants(order("order.in-doubt", null, "acme"))).isTrue();
        assertThat(operators.wants(order("order.accepted", null, "acme"))).isFalse();
        assertThat(operators.wants(panel("service.price-changed"))).isFalse();
    }

    @Test
    void operators_get_events_of_all_shops_if_they_ask_for_it() {
        assertThat(Subscriptions.webhook(null, "order.*").wants(order("order.accepted", null, "acme")))
                .isTrue();
    }

    @Test
    void a_mail_subscription_gets_by_default_ends_and_not_every_step() {
        Subscription person = Subscriptions.mail("acme");
        assertThat(person.wants(order("order.status-changed", "completed", "acme")))
                .isTrue();
        assertThat(person.wants(order("order.status-changed", "in-progress", "acme")))
                .isFalse();
        assertThat(Subscriptions.mail("acme", "*").wants(order("order.status-changed", "in-progress", "acme")))
                .isTrue();
    }

    @Test
    void no_subscription_gets_events_about_itself() {
        Subscription ours = Subscriptions.webhook("acme", "*");
        assertThat(ours.wants(endpoint(ours.id()))).isFalse();
        assertThat(ours.wants(endpoint("sub_other"))).isTrue();
    }

    @Test
    void what_is_kept_for_the_contacts_of_orders_wants_nothing_by_itself() {
        assertThat(Subscriptions.orderContact("acme", Channel.EMAIL).wants(order("order.accepted", null, "acme")))
                .isFalse();
    }

    private static EventSubject order(String type, @Nullable String status, String shop) {
        return new EventSubject(type, status, new ShopId(shop), null, null, List.of(), new OrderId(1), null);
    }

    private static EventSubject panel(String type) {
        return new EventSubject(type, null, null, null, null, List.of(), null, null);
    }

    private static EventSubject endpoint(String subscription) {
        return new EventSubject(
                "endpoint.disabled", null, new ShopId("acme"), null, null, List.of(), null, subscription);
    }
}
