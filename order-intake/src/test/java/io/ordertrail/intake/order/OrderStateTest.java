package io.ordertrail.intake.order;

import static io.ordertrail.intake.order.OrderState.ACCEPTED;
import static io.ordertrail.intake.order.OrderState.IN_DOUBT;
import static io.ordertrail.intake.order.OrderState.RECEIVED;
import static io.ordertrail.intake.order.OrderState.REJECTED;
import static io.ordertrail.intake.order.OrderState.SUBMITTING;
import static io.ordertrail.intake.order.OrderState.WAITING;
import static io.ordertrail.intake.order.OrderState.WITHDRAWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OrderStateTest {

    @Test
    void an_order_in_doubt_is_never_submitted_without_going_through_a_decision() {
        assertThat(IN_DOUBT.canBecome(SUBMITTING)).isFalse();
        assertThat(IN_DOUBT.canBecome(WAITING)).isFalse();
    }

    @Test
    void an_order_that_the_panel_may_have_is_withdrawn_only_where_it_could_be_submitted_again() {
        assertThat(SUBMITTING.canBecome(WITHDRAWN)).isTrue();
        assertThat(SUBMITTING.canBecome(WAITING)).isTrue();
        assertThat(IN_DOUBT.canBecome(WITHDRAWN)).isTrue();
        assertThat(IN_DOUBT.canBecome(RECEIVED)).isTrue();
        assertThat(ACCEPTED.canBecome(WITHDRAWN)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = OrderState.class,
            names = {"ACCEPTED", "REJECTED", "WITHDRAWN"})
    void an_end_is_an_end(OrderState end) {
        assertThat(end.isEnd()).isTrue();
        assertThat(Arrays.stream(OrderState.values()).filter(end::canBecome)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(OrderState.class)
    void from_everywhere_an_end_can_be_reached(OrderState start) {
        Set<OrderState> reached = EnumSet.of(start);
        Set<OrderState> before = new HashSet<>();
        while (!before.equals(reached)) {
            before = new HashSet<>(reached);
            before.forEach(from ->
                    Arrays.stream(OrderState.values()).filter(from::canBecome).forEach(reached::add));
        }

        assertThat(reached).containsAnyOf(ACCEPTED, REJECTED, WITHDRAWN);
        assertThat(RECEIVED.canBecome(SUBMITTING)).isTrue();
    }
}
