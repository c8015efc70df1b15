package io.ordertrail.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RoundTest {

    private static final OutboxConfig CONFIG = TestConfig.defaults();

    @Test
    void after_a_full_batch_the_next_follows_at_once() {
        assertThat(new Round.Done(1000).pause(0, CONFIG)).isZero();
        assertThat(new Round.Done(999).pause(0, CONFIG)).isEqualTo(Duration.ofMillis(250));
    }

    @Test
    void after_failures_the_pause_doubles_up_to_its_limit() {
        Round failed = new Round.Failed("away");

        assertThat(failed.pause(1, CONFIG)).isEqualTo(Duration.ofMillis(100));
        assertThat(failed.pause(3, CONFIG)).isEqualTo(Duration.ofMillis(400));
        assertThat(failed.pause(1000, CONFIG)).isEqualTo(Duration.ofSeconds(5));
    }
}
