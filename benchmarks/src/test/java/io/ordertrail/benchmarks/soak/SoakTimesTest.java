package io.ordertrail.benchmarks.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SoakTimesTest {

    @Test
    void with_factor_one_they_are_those_of_production() {
        SoakTimes production = new SoakTimes(1);

        assertThat(production.timeout()).hasSeconds(30);
        assertThat(production.connectTimeout()).hasSeconds(5);
        assertThat(production.leaseMargin()).hasSeconds(15);
        assertThat(production.lease()).hasSeconds(50);
        assertThat(production.settle()).hasSeconds(120);
        assertThat(production.doubtInterval()).hasSeconds(15);
    }

    @Test
    void all_are_divided_by_the_factor_and_a_freeze_lasts_longer_than_lease_and_settling() {
        SoakTimes times = new SoakTimes(6);

        assertThat(times.lease().multipliedBy(6)).isCloseTo(Duration.ofSeconds(50), Duration.ofMillis(1));
        assertThat(times.settle()).hasSeconds(20);
        assertThat(times.freeze())
                .isGreaterThan(times.lease()
                        .plus(times.settle())
                        .plus(times.doubtInterval().multipliedBy(2)));
    }

    @Test
    void they_cannot_be_longer_than_in_production() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SoakTimes(0)).withMessageContaining("factor");
    }
}
