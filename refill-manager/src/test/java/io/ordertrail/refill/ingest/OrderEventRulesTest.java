package io.ordertrail.refill.ingest;

import static io.ordertrail.refill.order.TestOrder.BOUGHT;
import static io.ordertrail.refill.order.TestOrder.FINISHED;
import static io.ordertrail.refill.order.TestOrder.anOrder;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.domain.Money;
import io.ordertrail.domain.OrderContent;
import io.ordertrail.domain.OrderStatus;
import io.ordertrail.events.RefillEvent;
import io.ordertrail.events.SubmissionEvent.OrderAccepted;
import io.ordertrail.events.SubmissionEvent.OrderKind;
import io.ordertrail.events.SubmissionEvent.RefillAsked;
import io.ordertrail.events.SubmissionEvent.ServiceTerms;
import io.ordertrail.refill.lifecycle.OrderRefillState;
import io.ordertrail.refill.order.TestOrder;
import io.ordertrail.refill.policy.RefillPolicies;
import io.ordertrail.refill.policy.TestSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The topics are not read in step: what is heard in another order than it happened ends alike. */
class OrderEventRulesTest {

    private static final Instant NOW = FINISHED.plus(Duration.ofDays(1));

    private final TestOrder order = anOrder();
    private final OrderEventRules hearing =
            new OrderEventRules(RefillPolicies.of(TestSettings.of(Map.of()), Set.of("smmnew")));

    @Test
    void a_wish_that_is_heard_before_the_finish_that_it_followed_is_answered_anew() {
        OrderRefillState refused = hearing.wished(loaded(order), wish(FINISHED.plusSeconds(60)), NOW);
        OrderRefillState after = hearing.reported(refused, order.changed(OrderStatus.COMPLETED, 0L, FINISHED), NOW);

        assertThat(refused.open()).isNull();
        assertThat(after.open()).isNotNull();
        assertThat(after.told()).extracting(RefillEvent::type).containsExactly("refill.refused", "refill.drop-found");
        assertThat(after.told()).extracting(RefillEvent::revision).containsExactly(1L, 2L);
    }

    @Test
    void a_wish_that_was_made_before_the_finish_stays_refused() {
        OrderRefillState refused = hearing.wished(loaded(order), wish(FINISHED.minusSeconds(60)), NOW);
        OrderRefillState after = hearing.reported(refused, order.changed(OrderStatus.COMPLETED, 0L, FINISHED), NOW);

        assertThat(after.open()).isNull();
        assertThat(after.told()).extracting(RefillEvent::type).containsExactly("refill.refused");
    }

    @Test
    void an_early_wish_is_answered_anew_only_once() {
        OrderRefillState refused = hearing.wished(loaded(order), wish(FINISHED.plusSeconds(60)), NOW);
        OrderRefillState anew = hearing.reported(refused, order.changed(OrderStatus.COMPLETED, 0L, FINISHED), NOW);

        assertThat(anew.order().memory().earlyWish()).isNull();
        assertThat(hearing.reported(anew, order.changed(OrderStatus.COMPLETED, 0L, FINISHED), NOW))
                .isEqualTo(anew);
    }

    @Test
    void a_drop_that_is_heard_before_the_purchase_is_refilled_once_that_is_heard() {
        TestOrder unbought = order.completed().unbought();
        OrderRefillState dropped =
                hearing.reported(loaded(unbought), unbought.changed(OrderStatus.COMPLETED, 40L, NOW), NOW);
        OrderRefillState after = hearing.accepted(dropped, accepted(), NOW);

        assertThat(dropped.told()).isEmpty();
        assertThat(after.open()).isNotNull();
        assertThat(after.told()).extracting(RefillEvent::type).containsExactly("refill.drop-found");
    }

    @Test
    void what_is_heard_twice_changes_nothing() {
        TestOrder completed = order.completed();
        OrderRefillState once = hearing.wished(loaded(completed), wish(NOW), NOW);

        assertThat(once.open()).isNotNull();
        assertThat(hearing.wished(once, wish(NOW), NOW)).isEqualTo(once);
    }

    private RefillAsked wish(Instant at) {
        return new RefillAsked(order.order().ref(), 2, at);
    }

    private OrderAccepted accepted() {
        return new OrderAccepted(
                order.order().ref(),
                1,
                BOUGHT,
                new OrderContent(order.order().ref().service(), "https://example.org/p", 100L, null, Map.of()),
                OrderKind.NORMAL,
                new ServiceTerms("Followers | R30", "Default", Money.of("1", "USD"), true, true),
                null);
    }

    private static OrderRefillState loaded(TestOrder order) {
        return OrderRefillState.loaded(order.order(), Optional.empty(), false);
    }
}
