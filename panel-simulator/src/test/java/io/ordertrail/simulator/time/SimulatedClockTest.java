package io.ordertrail.simulator.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SimulatedClockTest {

    private static final Instant WALL = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant START = Instant.parse("2020-06-01T00:00:00Z");

    private final AtomicReference<Instant> wall = new AtomicReference<>(WALL);
    private final List<SimulatedClock.Stretch> recorded = new ArrayList<>();
    private final SimulatedClock clock = clock(60, List.of());

    private SimulatedClock clock(double speed, List<SimulatedClock.Stretch> history) {
        return new SimulatedClock(wall::get, START, speed, history, recorded::add);
    }

    private void pass(Duration time) {
        wall.updateAndGet(now -> now.plus(time));
    }

    @Test
    void time_runs_at_its_speed_and_stands_still_at_none() {
        pass(Duration.ofSeconds(1));
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(60));
        clock.speed(0);
        pass(Duration.ofHours(1));
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(60));
    }

    @Test
    void time_jumps_ahead_and_never_back() {
        clock.advance(Duration.ofDays(1));
        assertThat(clock.instant()).isEqualTo(START.plus(Duration.ofDays(1)));
        assertThatThrownBy(() -> clock.advance(Duration.ofSeconds(-1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> clock.speed(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_simulated_time_is_found_again_outside() {
        pass(Duration.ofSeconds(10));
        clock.advance(Duration.ofHours(1));
        pass(Duration.ofSeconds(10));
        clock.speed(1);
        pass(Duration.ofSeconds(10));
        assertThat(wallAt(Duration.ofMinutes(5))).isEqualTo(Duration.ofSeconds(5));
        assertThat(wallAt(Duration.ofMinutes(40))).isEqualTo(Duration.ofSeconds(10));
        assertThat(wallAt(Duration.ofMinutes(75))).isEqualTo(Duration.ofSeconds(15));
        assertThat(wallAt(Duration.ofMinutes(80).plusSeconds(5))).isEqualTo(Duration.ofSeconds(25));
    }

    @Test
    void a_new_run_goes_on_from_what_was_recorded() {
        pass(Duration.ofSeconds(10));
        assertThat(clock(60, List.copyOf(recorded)).instant()).isEqualTo(clock.instant());
        assertThat(clock(1, List.copyOf(recorded)).speed()).isEqualTo(1);
    }

    private Duration wallAt(Duration sinceStart) {
        long at = clock.wallAt(START.plus(sinceStart).toEpochMilli());
        return Duration.between(WALL, Instant.ofEpochMilli(at));
    }
}
