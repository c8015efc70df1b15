package io.ordertrail.intake.submission;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.events.SubmissionEvent.RejectionReason;
import io.ordertrail.events.SubmissionEvent.WaitReason;
import io.ordertrail.intake.IntakeConfig;
import io.ordertrail.intake.order.OrderState;
import io.ordertrail.panel.Evidence;
import io.ordertrail.panel.Outcome;
import io.ordertrail.panel.PlacedOrder;
import io.ordertrail.panel.Refusal;
import io.ordertrail.panel.RefusalKind;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SubmissionDecisionTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final IntakeConfig.Submission CONFIG = new SmallRyeConfigBuilder()
            .withConverter(Duration.class, 300, new DurationConverter())
            .withMapping(IntakeConfig.class)
            .build()
            .getConfigMapping(IntakeConfig.class)
            .submission();

    @Test
    void at_a_panel_whose_services_are_unknown_an_order_waits_and_says_so() {
        SubmissionDecision first = SubmissionDecision.withoutServices(1, NOON);

        assertThat(first.next()).isEqualTo(OrderState.WAITING);
        assertThat(first.message()).contains("list of services was never read");
        assertThat(first.due()).isEqualTo(NOON.plusSeconds(1));
        assertThat(SubmissionDecision.withoutServices(100, NOON).due()).isEqualTo(NOON.plusSeconds(32));
    }

    @Test
    void an_answer_with_an_id_is_bought() {
        assertThat(on(new Outcome.Answered<>(new PlacedOrder(new PanelOrderId("7"), true))))
                .isEqualTo(new SubmissionDecision.Bought(new PanelOrderId("7"), true));
    }

    @Test
    void what_proves_nothing_is_in_doubt_and_never_waits() {
        Evidence evidence = new Evidence(
                NOON.minusSeconds(30),
                Duration.ofSeconds(30),
                OptionalInt.of(500),
                "an error text that no rule knows",
                "{}");

        SubmissionDecision verdict = on(new Outcome.Unknown<>(evidence));

        assertThat(verdict.next()).isEqualTo(OrderState.IN_DOUBT);
        assertThat(verdict).isEqualTo(new SubmissionDecision.Doubtful(NOON.minusSeconds(30), evidence.summary()));
    }

    @Test
    void what_never_left_waits_longer_each_time_and_at_most_five_minutes() {
        assertThat(waitOf(1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(waitOf(3)).isEqualTo(Duration.ofSeconds(4));
        assertThat(waitOf(1000)).isEqualTo(Duration.ofMinutes(5));
    }

    @ParameterizedTest
    @EnumSource(
            value = RefusalKind.class,
            names = {"BAD_ORDER", "SERVICE_GONE", "NOT_FOUND", "NOT_ELIGIBLE", "ALREADY_REQUESTED", "UNSUPPORTED"})
    void a_refusal_for_good_rejects(RefusalKind kind) {
        assertThat(on(refused(kind, Optional.empty())))
                .isInstanceOfSatisfying(
                        SubmissionDecision.Rejected.class,
                        rejected -> assertThat(rejected.reason())
                                .isIn(RejectionReason.REFUSED_BY_PANEL, RejectionReason.UNKNOWN_SERVICE));
    }

    @ParameterizedTest
    @CsvSource({
        "NOT_ENOUGH_FUNDS, FUNDS, true, 120",
        "BAD_KEY, PANEL_DOWN, true, 120",
        "RATE_LIMITED, RATE_LIMIT, true, 30",
        "ACTIVE_LINK, ACTIVE_LINK, false, 300",
        "NOT_YET, PANEL_DOWN, false, 300"
    })
    void a_refusal_for_now_waits(RefusalKind kind, WaitReason reason, boolean panelToo, long seconds) {
        assertThat(on(refused(kind, Optional.empty())))
                .isEqualTo(new SubmissionDecision.Later(reason, "no", NOON.plusSeconds(seconds), panelToo));
    }

    @Test
    void a_rate_limit_waits_as_long_as_the_panel_says() {
        assertThat(on(refused(RefusalKind.RATE_LIMITED, Optional.of(Duration.ofSeconds(7))))
                        .due())
                .isEqualTo(NOON.plusSeconds(7));
    }

    @ParameterizedTest
    @EnumSource(RefusalKind.class)
    void every_verdict_is_a_legal_move(RefusalKind kind) {
        assertThat(OrderState.SUBMITTING.canBecome(
                        on(refused(kind, Optional.empty())).next()))
                .isTrue();
    }

    private static Duration waitOf(int attempts) {
        SubmissionDecision verdict = SubmissionDecision.on(new Outcome.NotSent<>("refused"), attempts, NOON, CONFIG);
        return Duration.between(NOON, Objects.requireNonNull(verdict.due()));
    }

    private static Outcome<PlacedOrder> refused(RefusalKind kind, Optional<Duration> retryAfter) {
        return new Outcome.Refused<>(new Refusal(kind, "no", retryAfter));
    }

    private static SubmissionDecision on(Outcome<PlacedOrder> outcome) {
        return SubmissionDecision.on(outcome, 1, NOON, CONFIG);
    }
}
