package io.ordertrail.intake.doubt;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.domain.Money;
import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.OrderStatus;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.intake.doubt.OwnOrders.MayBePaidBack;
import io.ordertrail.intake.doubt.OwnOrders.OwnOrder;
import io.ordertrail.panel.OrderAnswer;
import io.ordertrail.panel.StatusKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RefundsTest {

    private static final Instant SINCE = Instant.parse("2026-11-20T12:00:00Z");
    private static final Instant UNTIL = SINCE.plusSeconds(60);
    private static final OwnOrder ORDER = new OwnOrder(new OrderId(1), StatusKind.NORMAL, new PanelOrderId("150"));

    @Test
    void a_canceled_order_is_paid_back_whole_and_a_partial_one_by_what_remains() {
        assertThat(refunds(boughtSince(), seen(OrderStatus.CANCELED, "2.00", 1000L))
                        .certain())
                .isEqualByComparingTo("2.00");
        assertThat(refunds(boughtSince(), seen(OrderStatus.PARTIAL, "2.00", 250L))
                        .certain())
                .isEqualByComparingTo("0.50");
    }

    @Test
    void where_the_charge_is_lowered_it_says_what_was_kept() {
        assertThat(refunds(boughtSince(), seen(OrderStatus.CANCELED, "0", 1000L))
                        .certain())
                .isEqualByComparingTo("2.00");
        assertThat(refunds(boughtSince(), seen(OrderStatus.PARTIAL, "1.40", 250L))
                        .certain())
                .isEqualByComparingTo("0.60");
    }

    @Test
    void what_was_bought_before_the_first_reading_may_have_been_paid_back_before_it_too() {
        MayBePaidBack before =
                new MayBePaidBack(ORDER, cost(), SINCE.plusSeconds(1), SINCE.minusSeconds(100), true, "");

        Refunds refunds = refunds(before, seen(OrderStatus.CANCELED, "2.00", 1000L));

        assertThat(refunds.certain()).isEqualByComparingTo("0");
        assertThat(refunds.possible()).hasSize(1);
    }

    @Test
    void what_is_under_way_or_completed_is_not_paid_back() {
        Refunds refunds = refunds(boughtSince(), seen(OrderStatus.IN_PROGRESS, "2.00", 1000L));

        assertThat(refunds.any()).isFalse();
        assertThat(refunds.possible()).isEmpty();
    }

    @Test
    void an_answer_that_says_nothing_leaves_all_unknown() {
        assertThat(Refunds.of(List.of(boughtSince()), Map.of(), SINCE, UNTIL, _ -> OptionalLong.of(1000)))
                .isEmpty();
        assertThat(Refunds.of(
                        List.of(boughtSince()),
                        Map.of(ORDER, seen(OrderStatus.UNKNOWN, "2.00", 1L)),
                        SINCE,
                        UNTIL,
                        _ -> OptionalLong.of(1000)))
                .isEmpty();
    }

    private static Refunds refunds(MayBePaidBack order, OrderAnswer answer) {
        return Refunds.of(List.of(order), Map.of(ORDER, answer), SINCE, UNTIL, _ -> OptionalLong.of(1000))
                .orElseThrow();
    }

    private static MayBePaidBack boughtSince() {
        return new MayBePaidBack(ORDER, cost(), SINCE.plusSeconds(20), SINCE.plusSeconds(10), true, "");
    }

    private static Optional<BigDecimal> cost() {
        return Optional.of(new BigDecimal("2.00"));
    }

    private static OrderAnswer seen(OrderStatus status, String charge, long remains) {
        return new OrderAnswer.Seen(
                status, status.name(), null, remains, new Money(new BigDecimal(charge), "USD"), List.of());
    }
}
