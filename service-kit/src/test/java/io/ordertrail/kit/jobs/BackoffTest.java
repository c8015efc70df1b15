package io.ordertrail.kit.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "2, 2", "3, 4", "9, 256", "10, 300", "2147483647, 300", "-2147483648, 1"})
    void each_pause_is_twice_the_one_before_up_to_the_longest(int failures, long seconds) {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5));

        assertThat(backoff.after(failures)).isEqualTo(Duration.ofSeconds(seconds));
    }
}
