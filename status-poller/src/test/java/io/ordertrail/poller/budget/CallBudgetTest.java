package io.ordertrail.poller.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class CallBudgetTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    @Test
    void calls_are_spaced_as_the_panel_allows() {
        CallBudget budget = new CallBudget(5, 100, NOW);

        assertThat(callsIn(budget, 10)).isBetween(49, 53);
    }

    @Test
    void replicas_together_keep_the_limit_by_the_partitions_they_own() {
        CallBudget one = new CallBudget(6, 100, NOW);
        CallBudget other = new CallBudget(6, 100, NOW);
        one.share(4 / 6.0, NOW);
        other.share(2 / 6.0, NOW);

        assertThat(callsIn(one, 10)).isBetween(39, 43);
        assertThat(callsIn(other, 10)).isBetween(19, 22);
    }

    @Test
    void no_more_calls_are_under_way_than_allowed() {
        CallBudget budget = new CallBudget(1000, 2, NOW);
        Instant later = NOW.plusSeconds(1);

        assertThat(budget.begin(later)).isTrue();
        assertThat(budget.begin(later)).isTrue();
        assertThat(budget.begin(later)).isFalse();
        budget.ended();
        assertThat(budget.begin(later)).isTrue();
    }

    @Test
    void who_owns_nothing_calls_nobody_and_who_owns_little_calls_one_at_a_time() {
        CallBudget budget = new CallBudget(100, 8, NOW);

        budget.share(0, NOW);
        assertThat(budget.begin(NOW)).isFalse();
        budget.share(0.01, NOW);
        assertThat(budget.begin(NOW.plusSeconds(2))).isTrue();
        assertThat(budget.begin(NOW.plusSeconds(4))).isFalse();
    }

    @Test
    void a_call_that_was_not_made_costs_nothing() {
        CallBudget budget = new CallBudget(1, 1, NOW);

        assertThat(budget.begin(NOW)).isTrue();
        budget.giveBack();
        assertThat(budget.begin(NOW)).isTrue();
    }

    @Test
    void after_a_pause_no_more_than_half_a_second_is_made_up_for() {
        CallBudget budget = new CallBudget(10, 100, NOW);
        Instant later = NOW.plusSeconds(3600);
        int calls = 0;
        while (budget.begin(later)) {
            calls++;
        }

        assertThat(calls).isEqualTo(5);
    }

    private static int callsIn(CallBudget budget, int seconds) {
        int calls = 0;
        for (int millis = 0; millis < seconds * 1000; millis += 10) {
            while (budget.begin(NOW.plusMillis(millis))) {
                calls++;
                budget.ended();
            }
        }
        return calls;
    }
}
