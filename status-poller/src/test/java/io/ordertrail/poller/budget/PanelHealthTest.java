package io.ordertrail.poller.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PanelHealthTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    private final PanelHealth health = new PanelHealth(Duration.ofSeconds(1), Duration.ofMinutes(2));

    @Test
    void a_panel_that_answers_may_be_asked_for_whole_chunks() {
        assertThat(health.allows(100, 7, NOW)).isEqualTo(100);
    }

    @Test
    void after_each_failure_it_is_left_alone_twice_as_long_up_to_a_bound() {
        health.failed(NOW);
        assertThat(health.pausedUntil()).isEqualTo(NOW.plusSeconds(1));
        health.failed(NOW.plusSeconds(1));
        assertThat(health.pausedUntil()).isEqualTo(NOW.plusSeconds(3));
        for (int i = 0; i < 40; i++) {
            health.failed(health.pausedUntil());
        }
        Instant later = health.pausedUntil();
        health.failed(later);
        assertThat(health.pausedUntil()).isEqualTo(later.plusSeconds(120));
    }

    @Test
    void calls_that_fail_together_are_one_pause() {
        for (int i = 0; i < 8; i++) {
            health.failed(NOW);
        }

        assertThat(health.pausedUntil()).isEqualTo(NOW.plusSeconds(1));
    }

    @Test
    void one_that_is_down_is_probed_by_one_small_call_at_a_time() {
        for (int i = 0; i < 4; i++) {
            health.failed(NOW);
        }
        Instant later = NOW.plusSeconds(60);

        assertThat(health.isDown()).isTrue();
        assertThat(health.allows(100, 0, NOW)).isZero();
        assertThat(health.allows(100, 0, later)).isEqualTo(10);
        assertThat(health.allows(100, 1, later)).isZero();
    }

    @Test
    void the_first_answer_ends_it_all() {
        for (int i = 0; i < 9; i++) {
            health.failed(NOW);
        }

        health.answered();

        assertThat(health.isDown()).isFalse();
        assertThat(health.allows(100, 3, NOW.plusSeconds(200))).isEqualTo(100);
    }

    @Test
    void a_rate_limit_is_a_pause_as_long_as_the_panel_says_and_no_failure() {
        health.limited(Optional.of(Duration.ofSeconds(42)), NOW);

        assertThat(health.allows(100, 0, NOW.plusSeconds(41))).isZero();
        assertThat(health.allows(100, 5, NOW.plusSeconds(42))).isEqualTo(100);
    }
}
