package io.ordertrail.intake.doubt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordertrail.intake.doubt.IdRange.Closed;
import io.ordertrail.intake.doubt.IdRange.Neighbour;
import io.ordertrail.intake.doubt.IdRange.Open;
import io.ordertrail.intake.doubt.IdRange.Unusable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lost request is made at second 100 and settled at second 160. */
class IdRangeTest {

    private static final Instant START = Instant.parse("2026-11-20T12:00:00Z");
    private static final Instant SETTLED = START.plusSeconds(160);

    @Test
    void the_range_is_between_the_highest_id_before_and_the_lowest_after() {
        assertThat(range(
                        List.of(order("10", 10, 11), order("12", 20, 21)),
                        List.of(order("40", 170, 171), order("39", 170, 172))))
                .isEqualTo(new Closed(11, 39, START.plusSeconds(172)));
    }

    @Test
    void without_a_later_order_the_range_is_open() {
        assertThat(range(List.of(order("10", 10, 11)), List.of())).isEqualTo(new Open(10));
    }

    @Test
    void an_order_that_was_submitted_before_the_doubt_was_settled_closes_nothing() {
        assertThat(range(List.of(order("10", 10, 11)), List.of(order("40", 159, 161))))
                .isEqualTo(new Open(10));
    }

    @Test
    void without_an_earlier_order_nothing_bounds_the_search() {
        assertThat(range(List.of(), List.of(order("40", 170, 171)))).isInstanceOf(Unusable.class);
    }

    @Test
    void without_an_earlier_order_as_much_is_searched_below_the_first_as_the_setting_allows() {
        List<Neighbour> first = List.of(order("5000", 170, 171));

        assertThat(IdRange.between(List.of(), first, SETTLED, Duration.ZERO, 2000))
                .isEqualTo(new Closed(2999, 5000, START.plusSeconds(171), false));
        assertThat(IdRange.between(List.of(), List.of(order("40", 170, 171)), SETTLED, Duration.ZERO, 2000))
                .isEqualTo(new Closed(0, 40, START.plusSeconds(171), false));
    }

    @Test
    void without_any_order_a_later_one_will_bound_the_search() {
        assertThat(IdRange.between(List.of(), List.of(), SETTLED, Duration.ZERO, 2000))
                .isInstanceOfSatisfying(
                        Unusable.class,
                        unusable -> assertThat(unusable.isForGood()).isFalse());
    }

    @Test
    void successive_ids_leave_an_empty_range() {
        assertThat(range(List.of(order("10", 10, 11)), List.of(order("11", 170, 171))))
                .isEqualTo(new Closed(10, 11, START.plusSeconds(171)));
    }

    @Test
    void a_floor_above_the_ceiling_is_a_contradiction() {
        assertThat(range(List.of(order("23501", 10, 11)), List.of(order("12", 170, 171))))
                .isInstanceOf(Unusable.class);
        assertThat(range(List.of(order("12", 10, 11)), List.of(order("12", 170, 171))))
                .isInstanceOf(Unusable.class);
        assertThatThrownBy(() -> new Closed(12, 12, START)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ord-1", "a1", "1e3", "-5", "007", "12345678901234567890", "١٢"})
    void one_id_that_is_not_a_number_makes_all_of_them_useless(String word) {
        assertThat(range(
                        List.of(order("10", 10, 11), order(word, 20, 21), order("12", 30, 31)),
                        List.of(order("40", 170, 171))))
                .isInstanceOf(Unusable.class);
        assertThat(range(List.of(order("10", 10, 11)), List.of(order("40", 170, 171), order(word, 180, 181))))
                .isInstanceOf(Unusable.class);
    }

    @Test
    void a_panel_that_began_its_numbers_again_contradicts_the_order_of_time() {
        assertThat(range(
                        List.of(order("90000", 10, 11), order("1", 20, 21), order("2", 30, 31)),
                        List.of(order("90001", 170, 171))))
                .isInstanceOf(Unusable.class);
    }

    @Test
    void random_ids_contradict_the_order_of_time() {
        assertThat(range(List.of(order("700", 10, 11), order("300", 20, 21)), List.of(order("900", 170, 171))))
                .isInstanceOf(Unusable.class);
        assertThat(range(List.of(order("100", 10, 11)), List.of(order("900", 170, 171), order("500", 180, 181))))
                .isInstanceOf(Unusable.class);
    }

    @Test
    void concurrent_calls_may_be_numbered_in_any_order_and_lower_the_floor_by_as_much() {
        assertThat(range(List.of(order("14", 10, 20), order("11", 15, 21)), List.of(order("40", 170, 171))))
                .isEqualTo(new Closed(11, 40, START.plusSeconds(171)));
    }

    @Test
    void clocks_that_are_apart_by_less_than_the_skew_contradict_nothing() {
        List<Neighbour> before = List.of(
                new Neighbour("14", START, START.plusMillis(500)),
                new Neighbour("11", START.plusMillis(1400), START.plusMillis(1500)));

        assertThat(IdRange.between(before, List.of(), SETTLED, Duration.ofSeconds(1)))
                .isEqualTo(new Open(11));
        assertThat(IdRange.between(before, List.of(), SETTLED, Duration.ZERO)).isInstanceOf(Unusable.class);
    }

    @Test
    void an_order_that_was_adopted_long_after_its_submission_is_in_its_place() {
        assertThat(range(
                        List.of(order("10", 10, 11), order("11", 12, 90), order("12", 20, 21)),
                        List.of(order("40", 170, 171))))
                .isEqualTo(new Closed(12, 40, START.plusSeconds(171)));
    }

    private static IdRange range(List<Neighbour> before, List<Neighbour> after) {
        return IdRange.between(before, after, SETTLED, Duration.ZERO);
    }

    private static Neighbour order(String id, long submitted, long accepted) {
        return new Neighbour(id, START.plusSeconds(submitted), START.plusSeconds(accepted));
    }
}
