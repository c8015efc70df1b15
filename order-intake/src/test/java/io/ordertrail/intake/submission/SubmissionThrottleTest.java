package io.ordertrail.intake.submission;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.intake.IntakeConfig;
import io.ordertrail.panel.Evidence;
import io.ordertrail.panel.Outcome;
import io.ordertrail.panel.Refusal;
import io.ordertrail.panel.RefusalKind;
import io.ordertrail.panel.UnknownRefusal;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubmissionThrottleTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final IntakeConfig.Submission CONFIG = new SmallRyeConfigBuilder()
            .withConverter(Duration.class, 300, new DurationConverter())
            .withMapping(IntakeConfig.class)
            .build()
            .getConfigMapping(IntakeConfig.class)
            .submission();

    private final List<Boolean> circuit = new ArrayList<>();
    private final SubmissionThrottle pace = new SubmissionThrottle(10, CONFIG);

    @Test
    void a_quiet_lane_may_use_the_budget_of_one_second_and_then_what_is_earned() {
        assertThat(pace.allows(100, NOON)).isEqualTo(10);
        pace.spent(10, NOON);

        assertThat(pace.allows(100, NOON)).isZero();
        assertThat(pace.untilBudget(NOON)).hasValue(Duration.ofMillis(100));
        assertThat(pace.allows(100, NOON.plusMillis(500))).isEqualTo(5);
        assertThat(pace.allows(100, NOON.plusSeconds(3600))).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.0001, 0.01, 0.1, 50.0 / 60, 0.83, 0.999, 1, 1.5, 3, 4.9, 7, 10, 64, 333.3, 1000, 1e10})
    void at_every_rate_what_may_be_called_is_called_and_no_more_and_the_clock_is_not_asked_in_vain(double rate) {
        SubmissionThrottle throttle = new SubmissionThrottle(rate, CONFIG);
        double capacity = Math.max(1, Math.floor(rate));
        Instant end = NOON.plusNanos((long) (1e9 * Math.max(10, 200 / rate)));
        Instant now = NOON;
        long calls = 0;
        long looks = 0;

        while (now.isBefore(end) && looks < 100_000) {
            looks++;
            int allowed = throttle.allows(64, now);
            if (allowed > 0) {
                throttle.spent(allowed, now);
                calls += allowed;
            } else {
                Duration wait = throttle.untilBudget(now).orElseThrow();
                assertThat(wait).isPositive();
                now = now.plus(wait);
            }
            double seconds = Duration.between(NOON, now).toNanos() / 1e9;
            assertThat(calls).as("calls in %s s", seconds).isLessThanOrEqualTo((long)
                    (capacity + seconds * rate + 1e-6));
        }

        double seconds = Duration.between(NOON, now).toNanos() / 1e9;
        assertThat((double) calls).isGreaterThanOrEqualTo(Math.floor(seconds * Math.min(rate, 1e9) * 0.999));
        assertThat(looks).as("looks for %d calls", calls).isLessThanOrEqualTo(2 * calls + 1);
    }

    @Test
    void a_rate_of_fifty_a_minute_buys_one_order_every_1_2_seconds() {
        SubmissionThrottle throttle = new SubmissionThrottle(50.0 / 60, CONFIG);

        assertThat(throttle.allows(100, NOON)).isOne();
        throttle.spent(1, NOON);
        assertThat(throttle.allows(100, NOON.plusMillis(1199))).isZero();
        assertThat(throttle.allows(100, NOON.plusMillis(1201))).isOne();
        assertThat(throttle.allows(100, NOON.plusSeconds(3600)))
                .as("after a quiet hour")
                .isOne();
    }

    @Test
    void a_clock_that_is_set_back_stops_nothing() {
        pace.spent(pace.allows(100, NOON), NOON);

        Instant before = NOON.minusSeconds(3600);
        assertThat(pace.untilBudget(before)).hasValue(Duration.ofMillis(100));
        assertThat(pace.allows(100, before)).isZero();
        pace.spent(0, before);
        assertThat(pace.allows(100, before.plusMillis(500))).isEqualTo(5);
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

    @Test
    void a_refusal_in_unknown_words_shows_that_the_panel_is_up() {
        for (int i = 0; i < 20; i++) {
            learn(new Outcome.Unknown<>(new Evidence(NOON, Duration.ZERO, OptionalInt.of(200), "unknown words", "")
                    .as(UnknownRefusal.of("Sold out until Friday"))));
        }

        assertThat(circuit).isEmpty();
    }

    private void learn(Outcome<?> outcome) {
        pace.learned(outcome, NOON, (open, cause) -> circuit.add(open));
    }

    private static Outcome<?> failure() {
        return new Outcome.Unknown<>(new Evidence(NOON, Duration.ZERO, OptionalInt.empty(), "reset", ""));
    }
}
