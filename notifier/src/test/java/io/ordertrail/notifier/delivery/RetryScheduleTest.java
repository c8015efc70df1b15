package io.ordertrail.notifier.delivery;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {

    private static final List<Duration> DELAYS =
            List.of(ofSeconds(5), ofMinutes(5), ofMinutes(30), ofHours(2), ofHours(5), ofHours(10), ofHours(10));

    private final RetrySchedule exact = new RetrySchedule(DELAYS, 0, ofHours(24));
    private final RetrySchedule moved = new RetrySchedule(DELAYS, 0.2, ofHours(24));

    @Test
    void there_are_eight_attempts() {
        assertThat(exact.attempts()).isEqualTo(8);
        assertThat(IntStream.rangeClosed(1, 7).mapToObj(n -> exact.after(n, 1).orElseThrow()))
                .isEqualTo(DELAYS);
        assertThat(exact.after(8, 1)).isEmpty();
    }

    @Test
    void the_jitter_stays_within_its_bounds_and_spreads() {
        List<Duration> firsts = IntStream.range(0, 1000)
                .mapToObj(seed -> moved.after(1, seed).orElseThrow())
                .toList();
        assertThat(firsts).allMatch(d -> d.toMillis() >= 4000 && d.toMillis() <= 6000);
        assertThat(firsts.stream().distinct().count()).isGreaterThan(500);
    }

    @Test
    void the_same_seed_gives_the_same_times() {
        assertThat(moved.after(3, 42)).isEqualTo(moved.after(3, 42)).isNotEqualTo(moved.after(3, 43));
    }

    @Test
    void retry_after_makes_the_wait_longer_and_never_shorter() {
        assertThat(exact.after(1, 1, Optional.of(ofMinutes(1)))).contains(ofMinutes(1));
        assertThat(exact.after(2, 1, Optional.of(ofSeconds(1)))).contains(ofMinutes(5));
        assertThat(exact.after(1, 1, Optional.of(ofHours(100)))).contains(ofHours(24));
        assertThat(exact.after(8, 1, Optional.of(ofSeconds(1)))).isEmpty();
    }

    @Test
    void a_schedule_that_cannot_be_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new RetrySchedule(List.of(ofSeconds(-1)), 0, ofHours(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new RetrySchedule(DELAYS, 1.5, ofHours(1)));
    }
}
