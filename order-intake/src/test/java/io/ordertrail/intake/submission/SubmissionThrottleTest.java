package io.ordertrail.intake.submission;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.intake.IntakeConfig;
import io.ordertrail.panel.Evidence;
import io.ordertrail.panel.Outcome;
import io.ordertrail.panel.Refusal;
import io.ordertrail.panel.RefusalKind;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class SubmissionThrottleTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private final List<Boolean> circuit = new ArrayList<>();
    private final SubmissionThrottle pace = new SubmissionThrottle(
            10,
            new SmallRyeConfigBuilder()
                    .withConverter(Duration.class, 300, new DurationConverter())
                    .withMapping(IntakeConfig.class)
                    .build()
                    .getConfigMapping(IntakeConfig.class)
                    .submission());

    @Test
    void a_quiet_lane_may_use_the_budget_of_one_second_and_then_what_is_earned() {
        assertThat(pace.allows(100, NOON)).isEqualTo(10);
        pace.spent(10, NOON);

        assertThat(pace.allows(100, NOON)).isZero();
        assertThat(pace.untilBudget(NOON)).hasValue(Duration.ofMillis(100));
        assertThat(pace.allows(100, NOON.plusMillis(500))).isEqualTo(5);
        assertThat(pace.allows(100, NOON.plusSeconds(3600))).isEqualTo(10);
    }

    @Test
    void a_pause_stops_everything_until_it_is_over() {
        pace.pauseUntil(NOON.plusSeconds(60));

        assertThat(pace.allows(1, NOON)).isZero();
        assertThat(pace.untilBudget(NOON)).isEmpty();
        assertThat(pace.allows(1, NOON.plusSeconds(60))).isOne();
    }

    @Test
    void a_rise_of_the_balance_ends_a_pause_for_funds() {
        pace.pauseForFunds(NOON.plusSeconds(60));
        assertThat(pace.allows(1, NOON)).isZero();
        assertThat(pace.untilBudget(NOON)).isEmpty();

        pace.fundsRestored();
        assertThat(pace.allows(1, NOON)).isOne();
    }

    @Test
    void a_rise_of_the_balance_ends_no_other_pause() {
        pace.pauseUntil(NOON.plusSeconds(3600));
        pace.pauseForFunds(NOON.plusSeconds(60));

        pace.fundsRestored();

        assertThat(pace.allows(1, NOON)).isZero();
        assertThat(pace.allows(1, NOON.plusSeconds(3600))).isOne();
    }

    @Test
    void after_ten_failures_in_a_row_the_panel_is_probed_with_one_order_at_a_time() {
        for (int i = 0; i < 10; i++) {
            learn(failure());
        }

        assertThat(circuit).containsExactly(true);
        assertThat(pace.allows(5, NOON)).isZero();
        assertThat(pace.allows(5, NOON.plusSeconds(10))).isOne();

        learn(new Outcome.Answered<>("ok"));
        assertThat(circuit).containsExactly(true, false);
        assertThat(pace.allows(5, NOON)).isEqualTo(5);
    }

    @Test
    void a_refusal_shows_that_the_panel_is_up() {
        for (int i = 0; i < 9; i++) {
            learn(failure());
        }
        learn(new Outcome.Refused<>(Refusal.of(RefusalKind.BAD_ORDER, "Bad link")));
        learn(failure());

        assertThat(circuit).isEmpty();
    }

    private void learn(Outcome<?> outcome) {
        pace.learned(outcome, NOON, (open, cause) -> circuit.add(open));
    }

    private static Outcome<?> failure() {
        return new Outcome.Unknown<>(new Evidence(NOON, Duration.ZERO, OptionalInt.empty(), "reset", ""));
    }
}
