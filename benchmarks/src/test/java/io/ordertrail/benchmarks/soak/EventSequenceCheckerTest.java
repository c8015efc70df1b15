package io.ordertrail.benchmarks.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.benchmarks.soak.Nemesis.Window;
import io.ordertrail.benchmarks.soak.SoakLedgerOrder.Change;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventSequenceCheckerTest {

    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final Duration A_POLL = Duration.ofSeconds(8);
    private static final String LINK = "https://example.org/soak/1";

    private static final List<Change> LIFE =
            List.of(at(0, "Pending"), at(20, "In progress"), at(60, "Partial"), at(62, "Completed"));

    @Test
    void every_change_told_is_a_change_that_was() {
        EventSequenceChecker changes = check(List.of("Pending", "In progress", "Partial", "Completed"));

        assertThat(changes.told()).isEqualTo(4);
        assertThat(changes.owed()).isEqualTo(4);
        assertThat(changes.missed()).isEmpty();
        assertThat(changes.invented()).isEmpty();
    }

    @Test
    void a_change_that_lasted_less_than_a_poll_is_not_owed() {
        EventSequenceChecker changes = check(List.of("Pending", "In progress", "Completed"));

        assertThat(changes.owed()).isEqualTo(3);
        assertThat(changes.missed()).isEmpty();
    }

    @Test
    void a_change_that_lasted_longer_and_was_not_told_is_missed() {
        assertThat(check(List.of("Pending", "Completed")).missed()).hasSize(1);
    }

    @Test
    void harm_upon_harm_is_counted_once() {
        Window harm = new Window(START.plusSeconds(15), START.plusSeconds(38));

        assertThat(check(List.of("Pending", "Completed"), harm, harm).missed()).hasSize(1);
    }

    @Test
    void what_came_back_before_anybody_looked_need_not_be_told_again() {
        List<Change> dropped = List.of(at(0, "In progress"), at(10, "Completed"), at(16, "In progress"));

        assertThat(check(dropped, List.of("In progress")).missed()).isEmpty();
        assertThat(check(dropped, List.of("In progress", "Completed")).missed()).hasSize(1);
    }

    @Test
    void the_last_change_is_owed_however_young_it_is() {
        assertThat(check(List.of("Pending", "In progress", "Partial")).missed()).hasSize(1);
    }

    @Test
    void what_lasted_only_while_harm_was_done_is_not_owed() {
        Window harm = new Window(START.plusSeconds(15), START.plusSeconds(42));

        assertThat(check(List.of("Pending", "Completed"), harm).missed()).isEmpty();
    }

    @Test
    void what_lasted_long_enough_after_the_harm_is_owed() {
        Window harm = new Window(START.plusSeconds(15), START.plusSeconds(38));

        assertThat(check(List.of("Pending", "Completed"), harm).missed()).hasSize(1);
    }

    @Test
    void what_never_was_or_was_in_another_order_is_invented() {
        assertThat(check(List.of("Pending", "In progress", "Canceled", "Completed"))
                        .invented())
                .hasSize(1);
        assertThat(check(List.of("In progress", "Pending", "In progress", "Completed"))
                        .invented())
                .hasSize(1);
    }

    @Test
    void nothing_is_owed_of_an_order_that_is_not_accepted() {
        EventSequenceChecker changes =
                EventSequenceChecker.check(List.of(order(LIFE)), Map.of(), Map.of(), List.of(), A_POLL);

        assertThat(changes.owed()).isZero();
    }

    private static EventSequenceChecker check(List<String> words, Window... harmed) {
        return check(LIFE, words, harmed);
    }

    private static EventSequenceChecker check(List<Change> life, List<String> words, Window... harmed) {
        return EventSequenceChecker.check(
                List.of(order(life)), Map.of("soak-1", words), Map.of(LINK, "soak-1"), List.of(harmed), A_POLL);
    }

    private static SoakLedgerOrder order(List<Change> life) {
        return new SoakLedgerOrder("smmnew", "7", LINK, new BigDecimal("0.90"), "complete", life, 0);
    }

    private static Change at(int second, String status) {
        return new Change(status, START.plusSeconds(second));
    }
}
