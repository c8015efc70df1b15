package io.ordertrail.intake.doubt;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.OrderStatus;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.intake.doubt.DoubtResolver.Observation;
import io.ordertrail.intake.doubt.DoubtResolver.Rules;
import io.ordertrail.intake.doubt.IdRange.Closed;
import io.ordertrail.intake.doubt.IdRange.Open;
import io.ordertrail.intake.doubt.IdRange.Unusable;
import io.ordertrail.intake.doubt.IdScanResult.SilentId;
import io.ordertrail.intake.doubt.Resolution.Absent;
import io.ordertrail.intake.doubt.Resolution.Adopt;
import io.ordertrail.intake.doubt.Resolution.CleanSearch;
import io.ordertrail.intake.doubt.Resolution.NeedsOperator;
import io.ordertrail.intake.doubt.Resolution.NoAnswer;
import io.ordertrail.intake.doubt.Resolution.NotYet;
import io.ordertrail.panel.StatusKind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DoubtResolverTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Instant LATER = NOON.plus(Duration.ofHours(1));
    private static final int SILENT_ROUNDS = 3;
    private static final Unusable CONTRADICTION = new Unusable("Ids do not ascend with time.");

    private final DoubtResolver resolver = resolver(true);

    @Test
    void the_only_order_that_fits_is_adopted_once_its_range_is_closed() {
        assertThat(resolution(doubt(1).build(), seen(found(150, "0.90"))))
                .isEqualTo(new Adopt(new PanelOrderId("150")));
    }

    @Test
    void while_nothing_closes_the_range_the_only_order_that_fits_is_adopted_if_the_balance_moved_by_its_charge() {
        OpenDoubt open = doubt(1).openEnded();

        assertThat(resolution(open, seen(found(150, "0.90")), BalanceEvidence.MOVED_BY_THE_CHARGE))
                .isEqualTo(new Adopt(new PanelOrderId("150")));
        assertThat(resolution(open, seen(found(150, "0.90"))))
                .isInstanceOfSatisfying(
                        NotYet.class, wait -> assertThat(wait.candidates()).containsExactly(new PanelOrderId("150")));
    }

    @Test
    void an_order_is_not_adopted_while_another_id_of_its_range_is_silent() {
        IdScanResult scan =
                new IdScanResult(List.of(range(101, 199)), List.of(found(150, "0.90")), silent(160), Optional.empty());

        assertThat(resolution(doubt(1).build(), scan)).isInstanceOf(NoAnswer.class);
        assertThat(resolution(doubt(1).build(), scan, BalanceEvidence.MOVED_BY_THE_CHARGE))
                .isEqualTo(new Adopt(new PanelOrderId("150")));
    }

    @Test
    void an_order_that_fits_although_the_balance_did_not_move_needs_an_operator() {
        assertThat(resolution(doubt(1).build(), seen(found(150, "0.90")), BalanceEvidence.DID_NOT_MOVE))
                .isInstanceOf(NeedsOperator.class);
    }

    @Test
    void at_an_account_that_is_not_ours_alone_nothing_is_adopted_and_the_balance_proves_nothing() {
        DoubtResolver shared = resolver(false);

        assertThat(resolution(shared, doubt(1).build(), seen(found(150, "0.90")), BalanceEvidence.MOVED_BY_THE_CHARGE))
                .isInstanceOfSatisfying(
                        NeedsOperator.class,
                        operator -> assertThat(operator.candidates()).containsExactly(new PanelOrderId("150")));
        assertThat(resolution(shared, doubt(1).in(CONTRADICTION), seen(), BalanceEvidence.PROVES_ABSENCE))
                .isInstanceOf(NeedsOperator.class);
        assertThat(resolution(shared, doubt(1).build(), seen(), BalanceEvidence.DID_NOT_MOVE))
                .isInstanceOf(CleanSearch.class);
    }

    @Test
    void nothing_is_concluded_while_the_panel_may_still_take_it() {
        for (IdRange range : List.of(closed(100, 200), new Open(100), CONTRADICTION)) {
            OpenDoubt doubt = doubt(1).in(range);

            assertThat(resolver.resolve(
                            List.of(doubt),
                            observed(seen(found(150, "0.90")), doubt, BalanceEvidence.PROVES_ABSENCE),
                            NOON))
                    .allSatisfy((_, resolution) -> assertThat(resolution).isInstanceOf(NotYet.class));
            assertThat(resolver.searchFor(doubt, 300, NOON)).isEmpty();
        }
    }

    @Test
    void an_order_with_another_charge_is_never_adopted() {
        assertThat(resolution(doubt(1).build(), seen(found(150, "0.91")))).isInstanceOf(NeedsOperator.class);
    }

    @Test
    void an_order_without_a_charge_is_never_adopted() {
        UnmatchedPanelOrder chargeless =
                new UnmatchedPanelOrder(StatusKind.NORMAL, 150, Optional.empty(), OptionalLong.empty());

        assertThat(resolution(doubt(1).build(), seen(chargeless), BalanceEvidence.MOVED_BY_THE_CHARGE))
                .isInstanceOfSatisfying(
                        NeedsOperator.class,
                        operator -> assertThat(operator.candidates()).containsExactly(new PanelOrderId("150")));
    }

    @Test
    void an_order_with_more_left_than_was_ordered_is_another() {
        UnmatchedPanelOrder other = new UnmatchedPanelOrder(
                StatusKind.NORMAL, 150, Optional.of(new BigDecimal("0.90")), OptionalLong.of(5000));

        assertThat(resolution(doubt(1).build(), seen(other))).isInstanceOf(NeedsOperator.class);
    }

    @Test
    void an_order_of_another_id_space_is_neither_a_candidate_nor_a_stranger() {
        UnmatchedPanelOrder dripFeed = new UnmatchedPanelOrder(
                StatusKind.DRIP_FEED, 150, Optional.of(new BigDecimal("0.90")), OptionalLong.of(1000));

        assertThat(resolution(doubt(1).build(), seen(dripFeed))).isInstanceOf(CleanSearch.class);
    }

    @Test
    void a_drip_feed_is_not_absent_because_no_normal_order_has_its_id() {
        OpenDoubt dripFeed = doubt(1).ofKind(StatusKind.DRIP_FEED).searched(5).build();

        assertThat(resolver.searchFor(dripFeed, 300, LATER))
                .contains(new SearchedRange(StatusKind.DRIP_FEED, 101, 199));
        assertThat(resolution(dripFeed, seen())).isInstanceOf(NotYet.class);
    }

    @Test
    void two_candidates_for_one_doubt_are_left_to_an_operator_with_both_named() {
        assertThat(resolution(doubt(1).build(), seen(found(150, "0.90"), found(160, "0.90"))))
                .isInstanceOfSatisfying(
                        NeedsOperator.class,
                        operator -> assertThat(operator.candidates())
                                .containsExactly(new PanelOrderId("150"), new PanelOrderId("160")));
    }

    @Test
    void one_candidate_for_two_equal_doubts_is_left_to_an_operator() {
        assertThat(resolutions(seen(found(150, "0.90")), doubt(1).build(), doubt(2).build()))
                .allSatisfy(resolution -> assertThat(resolution).isInstanceOf(NeedsOperator.class));
    }

    @Test
    void two_candidates_for_two_equal_doubts_at_the_same_time_are_left_to_an_operator() {
        assertThat(resolutions(seen(found(150, "0.90"), found(160, "0.90")), doubt(1).build(), doubt(2).build()))
                .allSatisfy(resolution -> assertThat(resolution).isInstanceOf(NeedsOperator.class));
    }

    @Test
    void equal_doubts_one_after_the_other_are_adopted_in_the_order_of_the_ids() {
        OpenDoubt first = doubt(1).build();
        OpenDoubt second =
                doubt(2).requestedAt(NOON.plus(Duration.ofMinutes(10))).build();

        assertThat(resolutions(seen(found(160, "0.90"), found(150, "0.90")), first, second))
                .containsExactly(new Adopt(new PanelOrderId("150")), new Adopt(new PanelOrderId("160")));
    }

    @Test
    void different_doubts_at_the_same_time_are_distinguished_by_their_charges() {
        assertThat(resolutions(
                        seen(found(150, "1.80"), found(160, "0.90")),
                        doubt(1).build(),
                        doubt(2).costing("1.80").build()))
                .containsExactly(new Adopt(new PanelOrderId("160")), new Adopt(new PanelOrderId("150")));
    }

    @Test
    void what_only_one_doubt_can_be_is_no_longer_a_candidate_of_the_other() {
        OpenDoubt exact = doubt(1).costing("0.9000").build();
        OpenDoubt close = doubt(2).costing("0.9008").build();

        // 0.9000 fits both within the tolerance, 0.9015 only the second.
        assertThat(resolutions(seen(found(150, "0.9000"), found(160, "0.9015")), exact, close))
                .containsExactly(new Adopt(new PanelOrderId("150")), new Adopt(new PanelOrderId("160")));
    }

    @Test
    void two_that_only_one_doubt_can_be_settle_nothing() {
        OpenDoubt exact = doubt(1).costing("0.9000").build();
        OpenDoubt close = doubt(2).costing("0.9008").build();

        assertThat(resolutions(seen(found(150, "0.9000"), found(160, "0.9015"), found(170, "0.9016")), exact, close))
                .allSatisfy(resolution -> assertThat(resolution).isInstanceOf(NeedsOperator.class));
    }

    @Test
    void an_id_outside_the_bounds_is_no_candidate() {
        assertThat(resolution(doubt(1).build(), seen(found(99, "0.90"), found(201, "0.90"))))
                .isInstanceOf(CleanSearch.class);
    }

    @Test
    void a_closed_range_without_an_orphan_and_a_balance_that_did_not_move_prove_absence() {
        assertThat(resolution(doubt(1).build(), seen(), BalanceEvidence.DID_NOT_MOVE))
                .isInstanceOf(Absent.class);
    }

    @Test
    void without_the_balance_a_closed_range_must_be_searched_twice() {
        assertThat(resolution(doubt(1).build(), seen())).isInstanceOf(CleanSearch.class);
        assertThat(resolution(doubt(1).searched(1).build(), seen())).isInstanceOf(Absent.class);
    }

    @Test
    void between_two_orders_with_successive_ids_there_is_nothing_to_search() {
        OpenDoubt between = doubt(1).searched(1).in(closed(100, 101));

        assertThat(resolver.searchFor(between, 300, LATER)).isEmpty();
        assertThat(resolution(between, IdScanResult.nothing())).isInstanceOf(Absent.class);
    }

    @Test
    void a_balance_that_moved_by_the_charge_contradicts_an_empty_range() {
        assertThat(resolution(doubt(1).searched(5).build(), seen(), BalanceEvidence.MOVED_BY_THE_CHARGE))
                .isInstanceOf(NeedsOperator.class);
    }

    @Test
    void an_open_range_proves_no_absence_by_itself() {
        for (BalanceEvidence evidence : List.of(BalanceEvidence.SAYS_NOTHING, BalanceEvidence.DID_NOT_MOVE)) {
            assertThat(resolution(doubt(1).searched(5).openEnded(), seen(), evidence))
                    .isInstanceOf(NotYet.class);
        }
    }

    @Test
    void at_a_quiet_panel_a_balance_whose_every_movement_is_explained_proves_absence() {
        assertThat(resolution(doubt(1).openEnded(), seen(), BalanceEvidence.PROVES_ABSENCE))
                .isInstanceOf(Absent.class);
        assertThat(resolution(
                        doubt(1).openEnded(),
                        new IdScanResult(List.of(range(101, 150)), List.of(), Set.of(), Optional.of("rate limit")),
                        BalanceEvidence.PROVES_ABSENCE))
                .isNotInstanceOf(Absent.class);
    }

    @Test
    void an_order_that_the_panel_canceled_since_is_found_though_its_charge_is_gone() {
        assertThat(resolution(doubt(1).build(), seen(ended(150, OrderStatus.CANCELED, "0", 1000))))
                .isEqualTo(new Adopt(new PanelOrderId("150")));
        assertThat(resolution(doubt(1).build(), seen(ended(150, OrderStatus.REFUNDED, "0.00", 0))))
                .isEqualTo(new Adopt(new PanelOrderId("150")));
    }

    @Test
    void an_order_that_ended_in_part_is_found_by_the_charge_for_what_was_delivered() {
        assertThat(resolution(doubt(1).build(), seen(ended(150, OrderStatus.PARTIAL, "0.63", 300))))
                .isEqualTo(new Adopt(new PanelOrderId("150")));
        assertThat(resolution(doubt(1).build(), seen(ended(150, OrderStatus.PARTIAL, "0.90", 300))))
                .isEqualTo(new Adopt(new PanelOrderId("150")));
        assertThat(resolution(doubt(1).build(), seen(ended(150, OrderStatus.PARTIAL, "0.45", 300))))
                .isInstanceOf(NeedsOperator.class);
    }

    @Test
    void a_charge_that_is_lowered_while_the_order_runs_is_another_order() {
        assertThat(resolution(doubt(1).build(), seen(ended(150, OrderStatus.IN_PROGRESS, "0.63", 300))))
                .isInstanceOf(NeedsOperator.class);
    }

    @Test
    void a_panel_that_rounds_to_cents_is_understood_by_the_decimals_that_it_shows() {
        OpenDoubt doubt = doubt(1).costing("0.034560").build();

        assertThat(resolution(doubt, seen(found(150, "0.03")))).isEqualTo(new Adopt(new PanelOrderId("150")));
        assertThat(resolution(doubt, seen(found(150, "0.04")))).isEqualTo(new Adopt(new PanelOrderId("150")));
        assertThat(resolution(doubt, seen(found(150, "0.03500")))).isInstanceOf(NeedsOperator.class);
    }

    @Test
    void a_stranger_that_the_lost_order_cannot_be_does_not_bar_the_proof_that_it_is_absent() {
        assertThat(resolution(doubt(1).searched(1).build(), seen(found(151, "7.77"))))
                .isInstanceOf(Absent.class);
        assertThat(resolution(doubt(1).searched(1).build(), seen(found(151, "1.20"))))
                .isInstanceOf(NeedsOperator.class);
    }

    @Test
    void below_the_first_order_at_a_panel_only_the_balance_distinguishes_a_lost_order_from_one_that_was_there_before() {
        IdRange assumed = new Closed(100, 200, NOON.plusSeconds(90), false);

        assertThat(resolution(doubt(1).in(assumed), seen(found(150, "0.90"))))
                .isInstanceOfSatisfying(
                        NeedsOperator.class,
                        operator -> assertThat(operator.candidates()).containsExactly(new PanelOrderId("150")));
        assertThat(resolution(
                        doubt(1).in(assumed),
                        seen(found(150, "0.90"), found(120, "3.00")),
                        BalanceEvidence.MOVED_BY_THE_CHARGE))
                .isEqualTo(new Adopt(new PanelOrderId("150")));
        assertThat(resolution(
                        doubt(1).in(assumed),
                        seen(found(150, "0.90"), found(120, "0.90")),
                        BalanceEvidence.MOVED_BY_THE_CHARGE))
                .isInstanceOf(NeedsOperator.class);
        assertThat(resolution(doubt(1).searched(5).in(assumed), seen())).isInstanceOf(NeedsOperator.class);
        assertThat(resolution(doubt(1).in(assumed), seen(), BalanceEvidence.PROVES_ABSENCE))
                .isInstanceOf(Absent.class);
    }

    @Test
    void a_first_doubt_at_a_panel_waits_for_the_first_order_there() {
        IdRange none = new IdRange.Unusable("nothing bounds it yet", false);

        assertThat(resolution(doubt(1).in(none), seen())).isInstanceOf(NotYet.class);
        assertThat(resolution(doubt(1).in(none), seen(), BalanceEvidence.MOVED_BY_THE_CHARGE))
                .isInstanceOf(NotYet.class);
        assertThat(resolution(doubt(1).in(none), seen(), BalanceEvidence.PROVES_ABSENCE))
                .isInstanceOf(Absent.class);
    }

    @Test
    void a_range_with_silent_ids_proves_no_absence_and_needs_an_operator_after_some_rounds() {
        IdScanResult scan = new IdScanResult(List.of(range(101, 199)), List.of(), silent(120), Optional.empty());

        assertThat(resolution(doubt(1).searched(5).build(), scan, BalanceEvidence.DID_NOT_MOVE))
                .isInstanceOf(NoAnswer.class);
        assertThat(resolution(
                        doubt(1).searched(5).silentFor(SILENT_ROUNDS - 1).build(), scan, BalanceEvidence.DID_NOT_MOVE))
                .isInstanceOfSatisfying(
                        NeedsOperator.class,
                        operator -> assertThat(operator.stillSearched()).isTrue());
    }

    @Test
    void ids_that_are_silent_elsewhere_do_not_matter() {
        IdScanResult scan = new IdScanResult(
                List.of(range(101, 199), range(5000, 5100)), List.of(), silent(5050), Optional.empty());

        assertThat(resolution(doubt(1).searched(1).build(), scan)).isInstanceOf(Absent.class);
    }

    @Test
    void a_range_that_was_searched_in_part_proves_no_absence() {
        IdScanResult part = new IdScanResult(List.of(range(101, 150)), List.of(), Set.of(), Optional.empty());
        IdScanResult stopped =
                new IdScanResult(List.of(range(101, 150)), List.of(), Set.of(), Optional.of("Rate limit exceeded"));

        assertThat(resolution(doubt(1).searched(5).build(), part, BalanceEvidence.DID_NOT_MOVE))
                .isInstanceOf(NotYet.class);
        assertThat(resolution(doubt(1).searched(5).build(), stopped, BalanceEvidence.DID_NOT_MOVE))
                .isInstanceOf(NoAnswer.class);
    }

    @Test
    void where_the_ids_contradict_each_other_no_search_proves_anything_however_often_it_was_made() {
        OpenDoubt doubt = doubt(1).searched(9).in(CONTRADICTION);

        assertThat(resolver.searchFor(doubt, 300, LATER)).isEmpty();
        for (BalanceEvidence evidence : List.of(BalanceEvidence.SAYS_NOTHING, BalanceEvidence.DID_NOT_MOVE)) {
            assertThat(resolution(doubt, seen(found(150, "0.90")), evidence))
                    .isInstanceOfSatisfying(NeedsOperator.class, operator -> {
                        assertThat(operator.why()).isEqualTo(CONTRADICTION.why());
                        assertThat(operator.stillSearched()).isTrue();
                    });
        }
    }

    @Test
    void where_the_ids_contradict_each_other_the_balance_can_prove_absence_or_purchase() {
        OpenDoubt doubt = doubt(1).in(CONTRADICTION);

        assertThat(resolution(doubt, seen(), BalanceEvidence.PROVES_ABSENCE)).isInstanceOf(Absent.class);
        assertThat(resolution(doubt, seen(), BalanceEvidence.MOVED_BY_THE_CHARGE))
                .isInstanceOfSatisfying(NeedsOperator.class, operator -> {
                    assertThat(operator.why()).contains("was bought");
                    assertThat(operator.stillSearched()).isFalse();
                });
    }

    @Test
    void a_range_that_is_wider_than_the_limit_is_not_searched() {
        OpenDoubt wide = doubt(1).searched(5).in(closed(100, 100 + 1002));
        OpenDoubt widest = doubt(1).in(closed(100, 100 + 1001));

        assertThat(resolver.searchFor(wide, 300, LATER)).isEmpty();
        assertThat(resolution(wide, seen())).isInstanceOf(NeedsOperator.class);
        assertThat(resolver.searchFor(widest, 300, LATER)).contains(range(101, 1100));
    }

    @ParameterizedTest
    @EnumSource(BalanceEvidence.class)
    void an_id_that_another_order_has_needs_an_operator_at_once_and_is_never_absent(BalanceEvidence evidence) {
        for (IdRange range : List.of(closed(100, 200), closed(100, 101), new Open(100), CONTRADICTION)) {
            OpenDoubt doubt = doubt(1).searched(5).answered("77").in(range);

            assertThat(resolution(doubt, seen(), evidence)).isInstanceOfSatisfying(NeedsOperator.class, operator -> {
                assertThat(operator.candidates()).containsExactly(new PanelOrderId("77"));
                assertThat(operator.stillSearched()).isFalse();
            });
            assertThat(resolver.resolve(List.of(doubt), observed(seen(), doubt, evidence), NOON))
                    .allSatisfy((_, resolution) -> assertThat(resolution).isInstanceOf(NeedsOperator.class));
        }
    }

    @Test
    void an_order_that_is_under_way_may_be_what_was_found_unless_it_began_after_the_range_was_closed() {
        OpenDoubt doubt = doubt(1).build();
        Instant closedAt = NOON.plusSeconds(90);

        assertThat(underWay(doubt, closedAt.minusMillis(1))).isInstanceOf(NotYet.class);
        assertThat(underWay(doubt, closedAt)).isEqualTo(new Adopt(new PanelOrderId("150")));
        assertThat(underWay(doubt(1).openEnded(), closedAt)).isInstanceOf(NotYet.class);
    }

    private Resolution underWay(OpenDoubt doubt, Instant since) {
        Observation observation = new Observation(
                seen(found(150, "0.90")),
                Map.of(doubt.order(), BalanceEvidence.MOVED_BY_THE_CHARGE),
                Optional.of(since),
                Optional.empty());
        return resolver.resolve(List.of(doubt), observation, LATER)
                .values()
                .iterator()
                .next();
    }

    @Test
    void what_may_be_a_child_of_an_order_of_ours_is_not_adopted() {
        OpenDoubt doubt = doubt(1).build();
        Observation children = new Observation(
                seen(found(150, "0.90")),
                Map.of(doubt.order(), BalanceEvidence.MOVED_BY_THE_CHARGE),
                Optional.empty(),
                Optional.of("The panel did not name the children of order 7."));

        assertThat(resolver.resolve(List.of(doubt), children, LATER))
                .allSatisfy((_, resolution) -> assertThat(resolution).isInstanceOf(NoAnswer.class));
    }

    @Test
    void a_panel_that_answers_for_other_peoples_orders_proves_nothing() {
        assertThat(resolution(doubt(1).build(), seen(found(150, "0.90"), found(151, "7.77"))))
                .isInstanceOfSatisfying(
                        NeedsOperator.class,
                        operator -> assertThat(operator.candidates()).containsExactly(new PanelOrderId("151")));
    }

    private Resolution resolution(OpenDoubt doubt, IdScanResult seen) {
        return resolution(doubt, seen, BalanceEvidence.SAYS_NOTHING);
    }

    private Resolution resolution(OpenDoubt doubt, IdScanResult seen, BalanceEvidence balance) {
        return resolution(resolver, doubt, seen, balance);
    }

    private static Resolution resolution(
            DoubtResolver resolver, OpenDoubt doubt, IdScanResult seen, BalanceEvidence balance) {
        return resolver.resolve(List.of(doubt), observed(seen, doubt, balance), LATER)
                .values()
                .iterator()
                .next();
    }

    private static Observation observed(IdScanResult seen, OpenDoubt doubt, BalanceEvidence balance) {
        return new Observation(seen, Map.of(doubt.order(), balance), Optional.empty(), Optional.empty());
    }

    private List<Resolution> resolutions(IdScanResult seen, OpenDoubt... doubts) {
        return List.copyOf(resolver.resolve(
                        List.of(doubts), new Observation(seen, Map.of(), Optional.empty(), Optional.empty()), LATER)
                .values());
    }

    private static DoubtResolver resolver(boolean exclusive) {
        return new DoubtResolver(new Rules(new BigDecimal("0.001"), 1000, SILENT_ROUNDS, exclusive));
    }

    private static IdScanResult seen(UnmatchedPanelOrder... found) {
        return new IdScanResult(List.of(range(101, 199)), List.of(found), Set.of(), Optional.empty());
    }

    private static SearchedRange range(long from, long to) {
        return new SearchedRange(StatusKind.NORMAL, from, to);
    }

    private static Set<SilentId> silent(long id) {
        return Set.of(new SilentId(StatusKind.NORMAL, id));
    }

    private static IdRange closed(long floor, long ceiling) {
        return new Closed(floor, ceiling, NOON.plusSeconds(90));
    }

    private static UnmatchedPanelOrder ended(long id, OrderStatus status, String charge, long remains) {
        return new UnmatchedPanelOrder(
                StatusKind.NORMAL, id, status, Optional.of(new BigDecimal(charge)), OptionalLong.of(remains));
    }

    private static UnmatchedPanelOrder found(long id, String charge) {
        return new UnmatchedPanelOrder(
                StatusKind.NORMAL, id, Optional.of(new BigDecimal(charge)), OptionalLong.of(1000));
    }

    private static DoubtBuilder doubt(long id) {
        return new DoubtBuilder(id, StatusKind.NORMAL, NOON, "0.90", Optional.empty(), 0, 0);
    }

    /** A doubt between the ids 100 and 200 over 1000 for 0.90. */
    private record DoubtBuilder(
            long id,
            StatusKind kind,
            Instant requested,
            String charge,
            Optional<PanelOrderId> answered,
            int searches,
            int silentRounds) {

        DoubtBuilder ofKind(StatusKind other) {
            return new DoubtBuilder(id, other, requested, charge, answered, searches, silentRounds);
        }

        DoubtBuilder requestedAt(Instant time) {
            return new DoubtBuilder(id, kind, time, charge, answered, searches, silentRounds);
        }

        DoubtBuilder costing(String amount) {
            return new DoubtBuilder(id, kind, requested, amount, answered, searches, silentRounds);
        }

        DoubtBuilder answered(String answer) {
            return new DoubtBuilder(
                    id, kind, requested, charge, Optional.of(new PanelOrderId(answer)), searches, silentRounds);
        }

        DoubtBuilder searched(int times) {
            return new DoubtBuilder(id, kind, requested, charge, answered, times, silentRounds);
        }

        DoubtBuilder silentFor(int rounds) {
            return new DoubtBuilder(id, kind, requested, charge, answered, searches, rounds);
        }

        OpenDoubt build() {
            return in(closed(100, 200));
        }

        OpenDoubt openEnded() {
            return in(new Open(100));
        }

        OpenDoubt in(IdRange range) {
            return new OpenDoubt(
                    new OrderId(id),
                    1,
                    kind,
                    requested,
                    requested.plusSeconds(60),
                    range,
                    Optional.of(new BigDecimal(charge)),
                    OptionalLong.of(1000),
                    answered,
                    searches,
                    silentRounds);
        }
    }
}
