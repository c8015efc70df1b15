package io.ordertrail.kit.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RelayResultTest {

    private static final OutboxConfig CONFIG = TestConfig.defaults();

    @Test
    void after_a_full_batch_the_next_follows_at_once() {
        assertThat(new RelayResult.Done(1000).pause(0, CONFIG)).isZero();
        assertThat(new RelayResult.Done(999).pause(0, CONFIG)).isEqualTo(Duration.ofMillis(250));
    }

    @Test
    void after_failures_the_pause_doubles_up_to_its_limit() {
        RelayResult failed = new RelayResult.Failed("away");

        assertThat(failed.pause(1, CONFIG)).isEqualTo(Duration.ofMillis(100));
        assertThat(failed.pause(3, CONFIG)).isEqualTo(Duration.ofMillis(400));
        assertThat(failed.pause(1000, CONFIG)).isEqualTo(Duration.ofSeconds(5));
    }
}
