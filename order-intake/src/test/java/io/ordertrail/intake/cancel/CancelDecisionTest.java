package io.ordertrail.intake.cancel;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.intake.IntakeConfig;
import io.ordertrail.panel.CancelAnswer;
import io.ordertrail.panel.Evidence;
import io.ordertrail.panel.Outcome;
import io.ordertrail.panel.Refusal;
import io.ordertrail.panel.RefusalKind;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CancelDecisionTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final PanelOrderId ORDER = new PanelOrderId("7");
    private static final IntakeConfig CONFIG = new SmallRyeConfigBuilder()
            .withConverter(Duration.class, 300, new DurationConverter())
            .withMapping(IntakeConfig.class)
            .build()
            .getConfigMapping(IntakeConfig.class);

    @Test
    void a_cancel_that_the_panel_takes_is_asked() {
        assertThat(on(answered(new CancelAnswer.Asked("cancel: 1")), 1))
                .isEqualTo(new CancelDecision.Asked("cancel: 1"));
    }

    @ParameterizedTest
    @EnumSource(
            value = RefusalKind.class,
            names = {"BAD_ORDER", "SERVICE_GONE", "NOT_FOUND", "NOT_ELIGIBLE", "UNSUPPORTED"})
    void a_refusal_of_the_order_is_definite(RefusalKind kind) {
        assertThat(on(answered(new CancelAnswer.NotCanceled(Refusal.of(kind, "no"))), 1))
                .isEqualTo(new CancelDecision.Refused("no"));
    }

    @Test
    void a_cancel_that_was_requested_before_is_asked() {
        assertThat(on(answered(new CancelAnswer.NotCanceled(Refusal.of(RefusalKind.ALREADY_REQUESTED, "already"))), 2))
                .isEqualTo(new CancelDecision.Asked("already"));
    }

    @ParameterizedTest
    @CsvSource({"1, 10", "2, 20", "3, 40", "11, 10240"})
    void an_unknown_answer_is_asked_again_later_each_time(int attempts, long seconds) {
        assertThat(on(answered(unknownWords()), attempts))
                .isEqualTo(new CancelDecision.Again(
                        NOON.plusSeconds(seconds), attempts, "an unknown error (HTTP 200)", null));
    }

    @Test
    void the_longest_wait_is_a_day() {
        IntakeConfig patient = new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 300, new DurationConverter())
                .withMapping(IntakeConfig.class)
                .withDefaultValue("ordertrail.intake.cancel.attempts", "2000000000")
                .build()
                .getConfigMapping(IntakeConfig.class);

        for (int attempts : new int[] {15, 64, 1000, 1_999_999_999}) {
            assertThat(CancelDecision.on(answered(unknownWords()), ORDER, attempts, NOON, patient))
                    .isInstanceOfSatisfying(
                            CancelDecision.Again.class,
                            again -> assertThat(again.due()).isEqualTo(NOON.plus(Duration.ofDays(1))));
        }
    }

    @Test
    void after_enough_calls_without_a_definite_answer_it_is_given_up_with_the_panels_text() {
        assertThat(on(answered(unknownWords()), 12))
                .isEqualTo(new CancelDecision.GivenUp("an unknown error (HTTP 200)"));
    }

    @Test
    void a_panel_that_does_not_answer_is_left_alone_and_the_call_counts() {
        Outcome<Map<PanelOrderId, CancelAnswer>> silence =
                new Outcome.Unknown<>(new Evidence(NOON, Duration.ZERO, OptionalInt.empty(), "no answer", ""));

        assertThat(on(silence, 2))
                .isEqualTo(new CancelDecision.Again(NOON.plusSeconds(20), 2, "no answer", NOON.plusSeconds(10)));
    }

    @Test
    void a_call_that_did_not_reach_the_panel_counts_as_no_try() {
        assertThat(on(new Outcome.NotSent<>("connection refused"), 12))
                .isEqualTo(
                        new CancelDecision.Again(NOON.plusSeconds(10), 11, "connection refused", NOON.plusSeconds(10)));
    }

    @Test
    void a_rate_limit_counts_as_no_try_and_holds_for_the_panel() {
        Refusal limit = new Refusal(RefusalKind.RATE_LIMITED, "slow down", Optional.of(Duration.ofHours(1)));

        assertThat(on(new Outcome.Refused<>(limit), 12))
                .isEqualTo(on(answered(new CancelAnswer.NotCanceled(limit)), 12))
                .isEqualTo(new CancelDecision.Again(NOON.plusSeconds(3600), 11, "slow down", NOON.plusSeconds(3600)));
    }

    @Test
    void a_refused_key_is_no_refusal_of_the_order() {
        assertThat(on(new Outcome.Refused<>(Refusal.of(RefusalKind.BAD_KEY, "Invalid API key")), 1))
                .isInstanceOfSatisfying(
                        CancelDecision.Again.class,
                        again -> assertThat(again.attempts()).isZero());
    }

    @ParameterizedTest
    @EnumSource(
            value = RefusalKind.class,
            names = {"BAD_ORDER", "NOT_FOUND", "NOT_ELIGIBLE", "ALREADY_REQUESTED"})
    void an_error_of_a_call_for_several_says_nothing_of_any_of_them(RefusalKind kind) {
        Refusal refusal = Refusal.of(kind, "no");

        assertThat(on(new Outcome.Refused<>(refusal.asBatch()), 1))
                .isEqualTo(new CancelDecision.Again(NOON.plusSeconds(10), 1, "no", null));
        assertThat(on(new Outcome.Refused<>(refusal), 1)).isNotInstanceOf(CancelDecision.Again.class);
    }

    @Test
    void an_order_that_the_answer_leaves_out_is_asked_about_again() {
        assertThat(on(new Outcome.Answered<>(Map.of()), 1)).isInstanceOf(CancelDecision.Again.class);
    }

    private static CancelAnswer unknownWords() {
        return new CancelAnswer.InDoubt(new Evidence(NOON, Duration.ZERO, OptionalInt.of(200), "an unknown error", ""));
    }

    private static Outcome<Map<PanelOrderId, CancelAnswer>> answered(CancelAnswer answer) {
        return new Outcome.Answered<>(Map.of(ORDER, answer));
    }

    private static CancelDecision on(Outcome<Map<PanelOrderId, CancelAnswer>> outcome, int attempts) {
        return CancelDecision.on(outcome, ORDER, attempts, NOON, CONFIG);
    }
}
