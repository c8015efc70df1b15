package io.ordertrail.intake.doubt;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.intake.doubt.Resolution.Absent;
import io.ordertrail.intake.doubt.Resolution.Adopt;
import io.ordertrail.intake.doubt.Resolution.CleanSearch;
import io.ordertrail.intake.doubt.Resolution.NeedsOperator;
import io.ordertrail.intake.doubt.Resolution.NotYet;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class DoubtResolverTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Instant LATER = NOON.plus(Duration.ofHours(1));

    private final DoubtResolver investigation = new DoubtResolver(new BigDecimal("0.001"));

    @Test
    void the_only_order_that_fits_is_adopted_also_while_nothing_closes_the_range() {
        assertThat(finding(doubt(1).openEnded(), seen(stranger(150, "0.90"))))
                .isEqualTo(new Adopt(new PanelOrderId("150")));
    }

    @Test
    void nothing_is_concluded_while_the_panel_may_still_take_it() {
        OpenDoubt doubt = doubt(1).build();

        assertThat(investigation.findings(
                        List.of(doubt), seen(stranger(150, "0.90")), BalanceEvidence.SAYS_NOTHING, NOON))
                .allSatisfy((_, finding) -> assertThat(finding).isInstanceOf(NotYet.class));
    }

    @Test
    void an_order_with_another_charge_is_never_adopted() {
        assertThat(finding(doubt(1).build(), seen(stranger(150, "0.91")))).isInstanceOf(NeedsOperator.class);
    }

    @Test
    void an_order_without_a_charge_is_never_adopted() {
        assertThat(finding(
                        doubt(1).build(), seen(new UnmatchedPanelOrder(150, Optional.empty(), OptionalLong.empty()))))
                .isInstanceOf(NeedsOperator.class);
    }

    @Test
    void an_order_with_more_left_than_was_ordered_is_another() {
        UnmatchedPanelOrder other =
                new UnmatchedPanelOrder(150, Optional.of(new BigDecimal("0.90")), OptionalLong.of(5000));

        assertThat(finding(doubt(1).build(), seen(other))).isInstanceOf(NeedsOperator.class);
    }

    @Test
    void two_candidates_for_one_doubt_are_left_to_a_person_with_both_named() {
        assertThat(finding(doubt(1).build(), seen(stranger(150, "0.90"), stranger(160, "0.90"))))
                .isInstanceOfSatisfying(
                        NeedsOperator.class,
                        person -> assertThat(person.candidates())
                                .containsExactly(new PanelOrderId("150"), new PanelOrderId("160")));
    }

    @Test
    void one_candidate_for_two_equal_doubts_is_left_to_a_person() {
        assertThat(findings(seen(stranger(150, "0.90")), doubt(1).build(), doubt(2).build()))
                .allSatisfy(finding -> assertThat(finding).isInstanceOf(NeedsOperator.class));
    }

    @Test
    void two_candidates_for_two_equal_doubts_at_the_same_time_are_left_to_a_person() {
        assertThat(findings(seen(stranger(150, "0.90"), stranger(160, "0.90")), doubt(1).build(), doubt(2).build()))
                .allSatisfy(finding -> assertThat(finding).isInstanceOf(NeedsOperator.class));
    }

    @Test
    void equal_doubts_one_after_the_other_are_adopted_in_the_order_of_the_ids() {
        OpenDoubt first = doubt(1).build();
        OpenDoubt second =
                doubt(2).requestedAt(NOON.plus(Duration.ofMinutes(10))).build();

        assertThat(findings(seen(stranger(160, "0.90"), stranger(150, "0.90")), first, second))
                .containsExactly(new Adopt(new PanelOrderId("150")), new Adopt(new PanelOrderId("160")));
    }

    @Test
    void different_doubts_at_the_same_time_are_told_apart_by_their_charges() {
        assertThat(findings(
                        seen(stranger(150, "1.80"), stranger(160, "0.90")),
                        doubt(1).build(),
                        doubt(2).costing("1.80").build()))
                .containsExactly(new Adopt(new PanelOrderId("160")), new Adopt(new PanelOrderId("150")));
    }

    @Test
    void what_only_one_doubt_can_be_is_no_longer_a_candidate_of_the_other() {
        OpenDoubt exact = doubt(1).costing("0.9000").build();
        OpenDoubt close = doubt(2).costing("0.9008").build();

        // 0.9000 fits both within the tolerance, 0.9015 only the second.
        assertThat(findings(seen(stranger(150, "0.9000"), stranger(160, "0.9015")), exact, close))
                .containsExactly(new Adopt(new PanelOrderId("150")), new Adopt(new PanelOrderId("160")));
    }

    @Test
    void two_that_only_one_doubt_can_be_settle_nothing() {
        OpenDoubt exact = doubt(1).costing("0.9000").build();
        OpenDoubt close = doubt(2).costing("0.9008").build();

        assertThat(findings(
                        seen(stranger(150, "0.9000"), stranger(160, "0.9015"), stranger(170, "0.9016")), exact, close))
                .allSatisfy(finding -> assertThat(finding).isInstanceOf(NeedsOperator.class));
    }

    @Test
    void an_id_outside_the_bounds_is_no_candidate() {
        assertThat(finding(doubt(1).build(), seen(stranger(99, "0.90"), stranger(201, "0.90"))))
                .isInstanceOf(CleanSearch.class);
    }

    @Test
    void a_closed_range_without_an_orphan_and_a_balance_that_did_not_move_prove_absence() {
        assertThat(finding(doubt(1).build(), seen(), BalanceEvidence.DID_NOT_MOVE))
                .isInstanceOf(Absent.class);
    }

    @Test
    void without_the_balance_a_closed_range_must_be_searched_twice() {
        assertThat(finding(doubt(1).build(), seen(), BalanceEvidence.SAYS_NOTHING))
                .isInstanceOf(CleanSearch.class);
        assertThat(finding(doubt(1).searched(1).build(), seen(), BalanceEvidence.SAYS_NOTHING))
                .isInstanceOf(Absent.class);
    }

    @Test
    void a_balance_that_moved_by_the_charge_contradicts_an_empty_range() {
        assertThat(finding(doubt(1).searched(5).build(), seen(), BalanceEvidence.MOVED_BY_A_CHARGE))
                .isInstanceOf(NeedsOperator.class);
    }

    @Test
    void an_open_range_proves_no_absence() {
        assertThat(finding(doubt(1).searched(5).openEnded(), seen(), BalanceEvidence.DID_NOT_MOVE))
                .isInstanceOf(NotYet.class);
    }

    @Test
    void a_range_with_silent_ids_proves_no_absence() {
        assertThat(finding(doubt(1).build(), new IdScanResult(101, 199, List.of(), 1), BalanceEvidence.DID_NOT_MOVE))
                .isInstanceOf(NotYet.class);
    }

    @Test
    void a_range_that_was_searched_in_part_proves_no_absence() {
        assertThat(finding(doubt(1).build(), new IdScanResult(101, 150, List.of(), 0), BalanceEvidence.DID_NOT_MOVE))
                .isInstanceOf(NotYet.class);
    }

    @Test
    void without_numbered_ids_before_it_nothing_bounds_the_search() {
        OpenDoubt unbounded = new OpenDoubt(
                new OrderId(1),
                NOON,
                NOON.plusSeconds(60),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.of(new BigDecimal("0.90")),
                OptionalLong.of(1000),
                0);

        assertThat(finding(unbounded, seen(stranger(150, "0.90")))).isInstanceOf(NeedsOperator.class);
    }

    @Test
    void a_panel_that_answers_for_other_peoples_orders_proves_nothing() {
        assertThat(finding(doubt(1).build(), seen(stranger(150, "0.90"), stranger(151, "7.77"))))
                .isInstanceOfSatisfying(
                        NeedsOperator.class,
                        person -> assertThat(person.candidates()).containsExactly(new PanelOrderId("151")));
    }

    private Resolution finding(OpenDoubt doubt, IdScanResult seen) {
        return finding(doubt, seen, BalanceEvidence.SAYS_NOTHING);
    }

    private Resolution finding(OpenDoubt doubt, IdScanResult seen, BalanceEvidence balance) {
        return investigation
                .findings(List.of(doubt), seen, balance, LATER)
                .values()
                .iterator()
                .next();
    }

    private List<Resolution> findings(IdScanResult seen, OpenDoubt... doubts) {
        return List.copyOf(investigation
                .findings(List.of(doubts), seen, BalanceEvidence.SAYS_NOTHING, LATER)
                .values());
    }

    private static IdScanResult seen(UnmatchedPanelOrder... strangers) {
        return new IdScanResult(101, 199, List.of(strangers), 0);
    }

    private static UnmatchedPanelOrder stranger(long id, String charge) {
        return new UnmatchedPanelOrder(id, Optional.of(new BigDecimal(charge)), OptionalLong.of(1000));
    }

    private static DoubtBuilder doubt(long id) {
        return new DoubtBuilder(id, NOON, "0.90", 0);
    }

    /** A doubt between the ids 100 and 200 over 1000 for 0.90. */
    private record DoubtBuilder(long id, Instant requested, String charge, int searches) {

        DoubtBuilder requestedAt(Instant time) {
            return new DoubtBuilder(id, time, charge, searches);
        }

        DoubtBuilder costing(String amount) {
            return new DoubtBuilder(id, requested, amount, searches);
        }

        DoubtBuilder searched(int times) {
            return new DoubtBuilder(id, requested, charge, times);
        }

        OpenDoubt build() {
            return doubt(OptionalLong.of(200));
        }

        OpenDoubt openEnded() {
            return doubt(OptionalLong.empty());
        }

        private OpenDoubt doubt(OptionalLong ceiling) {
            return new OpenDoubt(
                    new OrderId(id),
                    requested,
                    requested.plusSeconds(60),
                    OptionalLong.of(100),
                    ceiling,
                    Optional.of(new BigDecimal(charge)),
                    OptionalLong.of(1000),
                    searches);
        }
    }
}
