package io.ordertrail.poller.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordertrail.poller.schedule.Cadence.Situation;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CadenceTest {

    private static final int SECOND = 10;
    private static final int MINUTE = 60 * SECOND;
    private static final int HOUR = 60 * MINUTE;

    private final Cadence cadence = new Cadence(CadenceSettings.standard());

    @Test
    void an_order_that_was_just_bought_is_asked_for_as_often_as_allowed() {
        assertThat(cadence.interval(waiting(), 5 * SECOND)).isEqualTo(10 * SECOND);
    }

    @Test
    void one_that_waits_long_is_asked_for_ever_less_up_to_the_bound() {
        assertThat(cadence.interval(waiting(), HOUR)).isEqualTo(6 * MINUTE);
        assertThat(cadence.interval(waiting(), 100 * HOUR)).isEqualTo(30 * MINUTE);
    }

    @Test
    void one_that_is_delivered_is_asked_for_half_way_to_the_end_that_its_pace_predicts() {
        Situation halfDone = new Situation(false, 0, HOUR, 1000, 500);

        assertThat(cadence.interval(halfDone, HOUR)).isEqualTo(30 * MINUTE);
        assertThat(cadence.interval(halfDone, HOUR + 50 * MINUTE)).isEqualTo(5 * MINUTE);
        assertThat(cadence.interval(halfDone, 2 * HOUR)).isEqualTo(10 * SECOND);
    }

    @Test
    void past_the_prediction_it_is_asked_for_ever_less_again() {
        Situation halfDone = new Situation(false, 0, HOUR, 1000, 500);

        assertThat(cadence.interval(halfDone, 2 * HOUR + 20 * MINUTE)).isEqualTo(10 * MINUTE);
    }

    @Test
    void without_counts_it_is_asked_for_by_its_age() {
        Situation silent = new Situation(false, 0, HOUR, 1000, Cadence.UNKNOWN_COUNT);

        assertThat(cadence.interval(silent, 2 * HOUR)).isEqualTo(6 * MINUTE);
    }

    @Test
    void one_that_is_over_is_asked_for_slowly_and_ever_slower() {
        Situation over = new Situation(true, 0, HOUR, 1000, 0);

        assertThat(cadence.interval(over, HOUR + MINUTE)).isEqualTo(10 * MINUTE);
        assertThat(cadence.interval(over, 11 * HOUR)).isEqualTo(HOUR);
        assertThat(cadence.interval(over, 1000 * HOUR)).isEqualTo(6 * HOUR);
    }

    @Test
    void under_load_everybody_waits_longer_in_proportion() {
        assertThat(Cadence.stretched(cadence.interval(waiting(), HOUR), 3)).isEqualTo(18 * MINUTE);
    }

    @Test
    void bounds_that_cannot_be_are_refused_by_name() {
        assertThatThrownBy(() -> new CadenceSettings(
                        Duration.ofMinutes(1), Duration.ofSeconds(1), Duration.ZERO, Duration.ZERO, 0.1, 0.5))
                .hasMessage("ordertrail.poller.cadence.longest must not be below cadence.shortest");
    }

    private static Situation waiting() {
        return new Situation(false, Ticks.NEVER, 0, 1000, 1000);
    }
}
