package io.ordertrail.notifier.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.notifier.delivery.AttemptResult.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeliveryDecisionTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final RetrySchedule SCHEDULE =
            new RetrySchedule(List.of(Duration.ofSeconds(5), Duration.ofMinutes(5)), 0, Duration.ofHours(1));

    @Test
    void a_success_is_the_end() {
        assertThat(on(Verdict.TAKEN, 1)).isEqualTo(new DeliveryDecision.Done());
    }

    @Test
    void a_failure_is_tried_again_by_the_schedule() {
        assertThat(on(Verdict.FAILED, 1)).isEqualTo(new DeliveryDecision.Again(NOON.plusSeconds(5)));
        assertThat(on(Verdict.OVERLOADED, 2)).isEqualTo(new DeliveryDecision.Again(NOON.plusSeconds(300)));
    }

    @Test
    void after_the_last_attempt_it_is_given_up_with_the_last_answer() {
        assertThat(on(Verdict.FAILED, 3))
                .isEqualTo(new DeliveryDecision.GivenUp("no success in 3 attempts; the last answer was 500: oops"));
    }

    @Test
    void what_is_gone_or_cannot_be_delivered_is_not_tried_again() {
        assertThat(on(Verdict.GONE, 1)).isEqualTo(new DeliveryDecision.GivenUp("500: oops"));
        assertThat(on(Verdict.UNDELIVERABLE, 1)).isInstanceOf(DeliveryDecision.GivenUp.class);
    }

    @Test
    void the_receivers_retry_after_is_obeyed() {
        AttemptResult answer =
                new AttemptResult(Verdict.OVERLOADED, 429, "", Optional.of(Duration.ofMinutes(2)), Duration.ZERO);
        assertThat(DeliveryDecision.on(answer, 1, SCHEDULE, NOON, 1))
                .isEqualTo(new DeliveryDecision.Again(NOON.plusSeconds(120)));
    }

    private static DeliveryDecision on(Verdict verdict, int attempts) {
        return DeliveryDecision.on(
                AttemptResult.of(verdict, 500, "oops\nand more", Duration.ZERO), attempts, SCHEDULE, NOON, 1);
    }
}
