package io.ordertrail.intake.doubt;

import static io.ordertrail.intake.doubt.BalanceEvidence.DID_NOT_MOVE;
import static io.ordertrail.intake.doubt.BalanceEvidence.MOVED_BY_THE_CHARGE;
import static io.ordertrail.intake.doubt.BalanceEvidence.SAYS_NOTHING;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.domain.OrderId;
import io.ordertrail.intake.doubt.BalanceEvidence.Difference;
import io.ordertrail.panel.StatusKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BalanceEvidenceTest {

    @Test
    void a_balance_that_is_lower_by_the_charge_says_that_the_order_was_charged() {
        assertThat(about("0.90", doubt(1, "0.90"))).isEqualTo(MOVED_BY_THE_CHARGE);
        assertThat(about("0", doubt(1, "0.90"))).isEqualTo(DID_NOT_MOVE);
    }

    @Test
    void another_difference_says_nothing() {
        assertThat(about("0.50", doubt(1, "0.90"))).isEqualTo(SAYS_NOTHING);
        assertThat(about("-3", doubt(1, "0.90"))).isEqualTo(SAYS_NOTHING);
    }

    @Test
    void doubts_with_different_charges_are_distinguished() {
        assertThat(about("2.50", doubt(1, "0.90"), doubt(2, "2.50"))).isEqualTo(DID_NOT_MOVE);
        assertThat(about("3.40", doubt(1, "0.90"), doubt(2, "2.50"))).isEqualTo(MOVED_BY_THE_CHARGE);
        assertThat(about("0.90", doubt(1, "0.90"), doubt(2, "2.50"))).isEqualTo(MOVED_BY_THE_CHARGE);
    }

    @Test
    void one_of_two_equal_charges_says_nothing_of_either_and_both_or_none_says_all() {
        assertThat(about("0.90", doubt(1, "0.90"), doubt(2, "0.90"))).isEqualTo(SAYS_NOTHING);
        assertThat(about("1.80", doubt(1, "0.90"), doubt(2, "0.90"))).isEqualTo(MOVED_BY_THE_CHARGE);
        assertThat(about("0", doubt(1, "0.90"), doubt(2, "0.90"))).isEqualTo(DID_NOT_MOVE);
    }

    @Test
    void a_sum_of_others_that_is_the_charge_says_nothing() {
        assertThat(about("3", doubt(1, "3"), doubt(2, "1"), doubt(3, "2"))).isEqualTo(SAYS_NOTHING);
    }

    @Test
    void a_charge_that_is_small_beside_what_may_have_been_rounded_says_nothing() {
        OpenDoubt doubt = doubt(1, "0.09");
        Difference busy = new Difference(BigDecimal.ZERO, new BigDecimal("100"), 300);

        assertThat(BalanceEvidence.about(doubt, List.of(doubt), busy, tolerance()))
                .isEqualTo(SAYS_NOTHING);
    }

    @Test
    void a_charge_that_is_not_known_says_nothing() {
        assertThat(about("0", doubt(1, null))).isEqualTo(SAYS_NOTHING);
        assertThat(about("0", doubt(1, "0.90"), doubt(2, null))).isEqualTo(SAYS_NOTHING);
    }

    @Test
    void more_doubts_than_can_be_compared_say_nothing() {
        OpenDoubt[] many =
                IntStream.range(1, 40).mapToObj(id -> doubt(id, "0.90")).toArray(OpenDoubt[]::new);

        assertThat(about("0", many)).isEqualTo(SAYS_NOTHING);
    }

    @Test
    void money_that_was_given_back_may_hide_a_charge_and_explains_a_balance_that_rose() {
        List<BigDecimal> refund = List.of(new BigDecimal("0.50"));

        assertThat(about("0", refund, doubt(1, "0.90"))).isEqualTo(DID_NOT_MOVE);
        assertThat(about("-0.50", refund, doubt(1, "0.90"))).isEqualTo(DID_NOT_MOVE);
        assertThat(about("0.40", refund, doubt(1, "0.90"))).isEqualTo(MOVED_BY_THE_CHARGE);
        assertThat(about("0", List.of(new BigDecimal("0.90")), doubt(1, "0.90")))
                .isEqualTo(SAYS_NOTHING);
    }

    @Test
    void a_balance_with_more_decimals_than_cents_is_no_account_that_rounds_to_cents() {
        assertThat(BalanceEvidence.rounding(new BigDecimal("10.5"), new BigDecimal("9.12340")))
                .isEqualByComparingTo("0.00005");
        assertThat(BalanceEvidence.rounding(new BigDecimal("10.50000"), new BigDecimal("9")))
                .isEqualByComparingTo("0.005");
    }

    private static BalanceEvidence about(String missing, List<BigDecimal> refunds, OpenDoubt doubt) {
        Difference difference = new Difference(new BigDecimal(missing), BigDecimal.ZERO, 0);
        return BalanceEvidence.about(
                doubt, List.of(doubt), refunds, difference, tolerance(), new BigDecimal("0.00001"));
    }

    private static BalanceEvidence about(String missing, OpenDoubt... doubts) {
        Difference difference = new Difference(new BigDecimal(missing), BigDecimal.ZERO, 0);
        return BalanceEvidence.about(doubts[0], Arrays.asList(doubts), difference, tolerance());
    }

    private static BigDecimal tolerance() {
        return new BigDecimal("0.001");
    }

    private static OpenDoubt doubt(long id, @Nullable String charge) {
        return new OpenDoubt(
                new OrderId(id),
                1,
                StatusKind.NORMAL,
                Instant.EPOCH,
                Instant.EPOCH,
                new IdRange.Open(100),
                Optional.ofNullable(charge).map(BigDecimal::new),
                OptionalLong.of(1000),
                Optional.empty(),
                0,
                0);
    }
}
