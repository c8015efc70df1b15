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
    private static final Duration POLL = Duration.ofSeconds(8);
    private static final String LINK = "https://example.org/soak/1";

    private static final List<Change> LIFE =
            List.of(at(0, "Pending"), at(20, "In progress"), at(60, "Partial"), at(62, "Completed"));

    @Test
    void every_published_change_is_one_of_the_panel() {
        EventSequenceChecker changes = check(List.of("Pending", "In progress", "Partial", "Completed"));

        assertThat(changes.published()).isEqualTo(4);
        assertThat(changes.owed()).isEqualTo(4);
        assertThat(changes.missed()).isEmpty();
        assertThat(changes.invented()).isEmpty();
    }

    @Test
    void a_change_that_lasted_less_than_a_poll_need_not_be_published() {
        EventSequenceChecker changes = check(List.of("Pending", "In progress", "Completed"));

        assertThat(changes.owed()).isEqualTo(3);
        assertThat(changes.missed()).isEmpty();
    }

    @Test
    void a_change_that_lasted_longer_and_was_not_published_is_missed() {
        assertThat(check(List.of("Pending", "Completed")).missed()).hasSize(1);
    }

    @Test
    void overlapping_disruptions_are_counted_once() {
        Window disruption = new Window(START.plusSeconds(15), START.plusSeconds(38));

        assertThat(check(List.of("Pending", "Completed"), disruption, disruption)
                        .missed())
                .hasSize(1);
    }

    @Test
    void a_state_that_came_back_before_the_next_poll_need_not_be_published_again() {
        List<Change> dropped = List.of(at(0, "In progress"), at(10, "Completed"), at(16, "In progress"));

        assertThat(check(dropped, List.of("In progress")).missed()).isEmpty();
        assertThat(check(dropped, List.of("In progress", "Completed")).missed()).hasSize(1);
    }

    @Test
    void the_last_change_must_be_published_however_recent_it_is() {
        assertThat(check(List.of("Pending", "In progress", "Partial")).missed()).hasSize(1);
    }

    @Test
    void a_change_that_lasted_only_during_a_disruption_need_not_be_published() {
        Window disruption = new Window(START.plusSeconds(15), START.plusSeconds(42));

        assertThat(check(List.of("Pending", "Completed"), disruption).missed()).isEmpty();
    }

    @Test
    void a_change_that_lasted_long_enough_after_a_disruption_must_be_published() {
        Window disruption = new Window(START.plusSeconds(15), START.plusSeconds(38));

        assertThat(check(List.of("Pending", "Completed"), disruption).missed()).hasSize(1);
    }

    @Test
    void a_change_that_never_was_or_was_in_another_order_is_invented() {
        assertThat(check(List.of("Pending", "In progress", "Canceled", "Completed"))
                        .invented())
                .hasSize(1);
        assertThat(check(List.of("In progress", "Pending", "In progress", "Completed"))
                        .invented())
                .hasSize(1);
    }

    @Test
    void an_order_that_is_not_accepted_has_no_changes_to_publish() {
        EventSequenceChecker changes =
                EventSequenceChecker.check(List.of(order(LIFE)), Map.of(), Map.of(), List.of(), POLL);

        assertThat(changes.owed()).isZero();
    }

    @Test
    void a_run_of_a_drip_feed_is_published_under_its_parent() {
        SoakLedgerOrder run =
                new SoakLedgerOrder("smmnew", "8", LINK, "7", new BigDecimal("0.90"), "complete", LIFE, 0);
        List<String> words = List.of("Pending", "In progress", "Partial", "Completed");

        EventSequenceChecker changes = EventSequenceChecker.check(
                List.of(order(LIFE), run), Map.of("soak-1", words), Map.of(LINK, "soak-1"), List.of(), POLL);

        assertThat(changes.owed()).isEqualTo(4);
    }

    private static EventSequenceChecker check(List<String> words, Window... disruptions) {
        return check(LIFE, words, disruptions);
    }

    private static EventSequenceChecker check(List<Change> life, List<String> words, Window... disruptions) {
        return EventSequenceChecker.check(
                List.of(order(life)), Map.of("soak-1", words), Map.of(LINK, "soak-1"), List.of(disruptions), POLL);
    }

    private static SoakLedgerOrder order(List<Change> life) {
        return new SoakLedgerOrder("smmnew", "7", LINK, null, new BigDecimal("0.90"), "complete", life, 0);
    }

    private static Change at(int second, String status) {
        return new Change(status, START.plusSeconds(second));
    }
}
