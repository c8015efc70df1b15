package io.ordertrail.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SendWindowTest {

    private static final Duration LENGTH = Duration.ofSeconds(15);

    private final AtomicReference<Instant> wall = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final SendWindow window = SendWindow.open(LENGTH, (InstantSource) wall::get, nanos::get);

    @Test
    void it_is_open_for_its_length_and_closed_after_it() {
        assertThat(window.isOpen()).isTrue();

        pass(LENGTH);
        assertThat(window.isOpen()).isTrue();

        pass(Duration.ofNanos(1));
        assertThat(window.isOpen()).isFalse();
    }

    @Test
    void a_wall_clock_that_is_set_back_keeps_no_window_open() {
        nanos.addAndGet(LENGTH.toNanos() + 1);
        wall.updateAndGet(now -> now.minus(Duration.ofHours(1)));

        assertThat(window.isOpen()).isFalse();
    }

    @Test
    void a_monotonic_clock_that_stood_still_keeps_no_window_open() {
        wall.updateAndGet(now -> now.plus(LENGTH).plusMillis(1));

        assertThat(window.isOpen()).isFalse();
    }

    @Test
    void a_window_without_length_is_refused() {
        assertThatThrownBy(() -> SendWindow.open(Duration.ZERO, InstantSource.system()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("longer than 0");
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
        wall.updateAndGet(now -> now.plus(time));
    }
}
