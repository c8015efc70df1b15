package io.ordertrail.intake.doubt;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.domain.Money;
import io.ordertrail.domain.OrderStatus;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.intake.doubt.AttachCheck.Verdict;
import io.ordertrail.intake.doubt.ExpectedCharges.Expected;
import io.ordertrail.panel.OrderAnswer;
import io.ordertrail.panel.Outcome;
import io.ordertrail.panel.Refusal;
import io.ordertrail.panel.RefusalKind;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AttachCheckTest {

    private static final PanelOrderId ID = new PanelOrderId("150");
    private static final Expected EXPECTED =
            new Expected(Optional.of(new BigDecimal("0.90")), OptionalLong.of(1000), true);

    private final AttachCheck check = new AttachCheck(new BigDecimal("0.001"));

    @Test
    void an_order_with_the_expected_charge_is_confirmed() {
        assertThat(compare(seen("0.90000", 1000L))).isInstanceOf(Verdict.Confirmed.class);
        assertThat(compare(seen("0.9", null))).isInstanceOf(Verdict.Confirmed.class);
    }

    @Test
    void an_order_with_another_charge_differs_and_both_are_named() {
        assertThat(compare(seen("1.80", 1000L)))
                .isEqualTo(new Verdict.Differs("charge 1.80, but the order must cost 0.90"));
    }

    @Test
    void an_order_with_more_left_than_was_ordered_differs() {
        assertThat(compare(seen("0.90", 1001L))).isInstanceOf(Verdict.Differs.class);
    }

    @Test
    void an_id_that_the_panel_denies_is_unknown() {
        assertThat(compare(new OrderAnswer.Denied("Incorrect order ID")))
                .isEqualTo(new Verdict.Unknown("Incorrect order ID"));
    }

    @Test
    void an_answer_that_says_nothing_is_none() {
        assertThat(compare(new OrderAnswer.Unreadable("maintenance"))).isInstanceOf(Verdict.NoAnswer.class);
        assertThat(check.compare(ID, EXPECTED, false, new Outcome.Answered<>(Map.of())))
                .isInstanceOf(Verdict.NoAnswer.class);
        assertThat(check.compare(ID, EXPECTED, false, new Outcome.NotSent<>("connection refused")))
                .isEqualTo(new Verdict.NoAnswer("connection refused"));
        assertThat(check.compare(
                        ID,
                        EXPECTED,
                        false,
                        new Outcome.Refused<>(Refusal.of(RefusalKind.RATE_LIMITED, "Rate limit exceeded"))))
                .isInstanceOf(Verdict.NoAnswer.class);
    }

    @Test
    void without_a_charge_only_an_order_is_confirmed_whose_kind_never_shows_one() {
        assertThat(compare(seen(null, null))).isInstanceOf(Verdict.Differs.class);
        assertThat(check.compare(ID, EXPECTED, true, new Outcome.Answered<>(Map.of(ID, seen(null, null)))))
                .isInstanceOf(Verdict.Confirmed.class);
    }

    @Test
    void nothing_is_confirmed_where_the_expected_charge_is_not_known() {
        Expected unknown = new Expected(Optional.empty(), OptionalLong.empty(), true);

        assertThat(check.compare(ID, unknown, false, new Outcome.Answered<>(Map.of(ID, seen("0.90", 5L)))))
                .isInstanceOf(Verdict.Differs.class);
    }

    private Verdict compare(OrderAnswer answer) {
        return check.compare(ID, EXPECTED, false, new Outcome.Answered<>(Map.of(ID, answer)));
    }

    private static OrderAnswer seen(@Nullable String charge, @Nullable Long remains) {
        return new OrderAnswer.Seen(
                OrderStatus.PENDING,
                "Pending",
                null,
                remains,
                charge == null ? null : new Money(new BigDecimal(charge), "USD"),
                List.of());
    }
}
