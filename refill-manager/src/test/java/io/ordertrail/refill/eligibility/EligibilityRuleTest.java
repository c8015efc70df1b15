package io.ordertrail.refill.eligibility;

import static io.ordertrail.refill.order.TestOrder.BOUGHT;
import static io.ordertrail.refill.order.TestOrder.FINISHED;
import static io.ordertrail.refill.order.TestOrder.anOrder;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.domain.OrderStatus;
import io.ordertrail.domain.PanelName;
import io.ordertrail.events.RefillEvent.RefusalReason;
import io.ordertrail.refill.eligibility.EligibilityRule.EligibilityContext;
import io.ordertrail.refill.eligibility.EligibilityRule.Refused;
import io.ordertrail.refill.order.TestOrder;
import io.ordertrail.refill.policy.RefillPolicies;
import io.ordertrail.refill.policy.RefillPolicy;
import io.ordertrail.refill.policy.TestSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EligibilityRuleTest {

    private static final Instant LATER = FINISHED.plus(Duration.ofDays(2));

    @Test
    void an_order_that_dropped_under_its_warranty_is_refilled() {
        assertThat(against(anOrder().completed(), LATER)).isEmpty();
        assertThat(against(anOrder().seen(OrderStatus.IN_PROGRESS, 40L), LATER)).isEmpty();
    }

    @Test
    void one_that_is_not_bought_or_not_finished_is_not() {
        assertThat(reason(anOrder().unbought().completed(), LATER)).isEqualTo(RefusalReason.NOT_FINISHED);
        assertThat(reason(anOrder(), LATER)).isEqualTo(RefusalReason.NOT_FINISHED);
    }

    @ParameterizedTest
    @EnumSource(
            value = OrderStatus.class,
            names = {"CANCELED", "REFUNDED", "FAILED", "EXPIRED"})
    void one_that_was_given_back_is_not(OrderStatus status) {
        assertThat(reason(anOrder().seen(status, 0L), LATER)).isEqualTo(RefusalReason.CANCELED);
    }

    @Test
    void a_service_without_refill_is_not() {
        assertThat(against(anOrder().withoutRefill().completed(), LATER))
                .contains(new Refused(
                        RefusalReason.SERVICE_WITHOUT_REFILL, "The panel does not refill the service 'Followers'."));
    }

    @Test
    void a_service_that_is_switched_off_is_not() {
        EligibilityContext question =
                question(anOrder().completed(), Map.of("ordertrail.refill.panels.smmnew.enabled", "false"), LATER);

        assertThat(EligibilityRule.against(question))
                .get()
                .extracting(Refused::reason)
                .isEqualTo(RefusalReason.SERVICE_WITHOUT_REFILL);
    }

    @Test
    void a_warranty_of_none_is_not() {
        assertThat(reason(anOrder().of("Likes | No Refill").completed(), LATER)).isEqualTo(RefusalReason.NO_WARRANTY);
    }

    @Test
    void the_warranty_ends_on_its_second() {
        Instant end = FINISHED.plus(Duration.ofDays(30));

        assertThat(against(anOrder().completed(), end.minusSeconds(1))).isEmpty();
        assertThat(against(anOrder().completed(), end))
                .contains(new Refused(RefusalReason.WARRANTY_OVER, "The warranty ended at " + end + "."));
    }

    @Test
    void the_warranty_can_be_counted_from_the_purchase() {
        Map<String, String> settings = Map.of("ordertrail.refill.warranty-from", "purchase");
        Instant end = BOUGHT.plus(Duration.ofDays(30));

        assertThat(EligibilityRule.against(question(anOrder().completed(), settings, end.minusSeconds(1))))
                .isEmpty();
        assertThat(EligibilityRule.against(question(anOrder().completed(), settings, end)))
                .isPresent();
    }

    @Test
    void a_lifetime_never_ends() {
        Instant muchLater = FINISHED.plus(Duration.ofDays(4000));

        assertThat(against(anOrder().of("Likes | Lifetime").completed(), muchLater))
                .isEmpty();
    }

    @Test
    void a_partial_order_is_refilled_from_the_setting_on() {
        assertThat(against(anOrder().partial(50), LATER)).isEmpty();
        assertThat(against(anOrder().partial(51), LATER))
                .contains(new Refused(
                        RefusalReason.TOO_PARTIAL,
                        "Only 49 % of the order was delivered; from 50 % on it is refilled."));
    }

    @Test
    void under_a_newer_order_on_the_link_only_if_the_operator_says_so() {
        EligibilityContext allowed =
                new EligibilityContext(anOrder().completed().order(), policy(Map.of()), true, false, LATER);
        EligibilityContext forbidden = new EligibilityContext(
                anOrder().completed().order(),
                policy(Map.of("ordertrail.refill.under-newer-order", "false")),
                true,
                false,
                LATER);

        assertThat(EligibilityRule.against(allowed)).isEmpty();
        assertThat(EligibilityRule.against(forbidden))
                .get()
                .extracting(Refused::reason)
                .isEqualTo(RefusalReason.NEWER_ORDER_ON_LINK);
    }

    @Test
    void never_two_in_flight() {
        EligibilityContext question =
                new EligibilityContext(anOrder().completed().order(), policy(Map.of()), false, true, LATER);

        assertThat(EligibilityRule.against(question))
                .get()
                .extracting(Refused::reason)
                .isEqualTo(RefusalReason.IN_FLIGHT);
    }

    @Test
    void not_before_the_cool_down_is_over() {
        TestOrder order = anOrder().completed().askedAt(LATER);

        assertThat(reason(order, LATER.plus(Duration.ofHours(23)))).isEqualTo(RefusalReason.COOLING_DOWN);
        assertThat(against(order, LATER.plus(Duration.ofHours(24)))).isEmpty();
    }

    private static RefusalReason reason(TestOrder order, Instant now) {
        return against(order, now).orElseThrow().reason();
    }

    private static Optional<Refused> against(TestOrder order, Instant now) {
        return EligibilityRule.against(question(order, Map.of(), now));
    }

    private static EligibilityContext question(TestOrder order, Map<String, String> settings, Instant now) {
        return new EligibilityContext(order.order(), policy(settings), false, false, now);
    }

    private static RefillPolicy policy(Map<String, String> settings) {
        return RefillPolicies.of(TestSettings.of(settings), Set.of("smmnew")).of(new PanelName("smmnew"));
    }
}
