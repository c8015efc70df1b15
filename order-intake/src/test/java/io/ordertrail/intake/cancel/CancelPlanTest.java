package io.ordertrail.intake.cancel;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.intake.order.Cancel;
import io.ordertrail.intake.order.OrderState;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CancelPlanTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @ParameterizedTest
    @EnumSource(
            value = OrderState.class,
            names = {"RECEIVED", "WAITING"})
    void an_order_that_is_not_bought_is_withdrawn(OrderState state) {
        assertThat(plan(state, null, null, false)).isEqualTo(new CancelPlan.Withdraw());
    }

    @ParameterizedTest
    @CsvSource({"SUBMITTING, true", "SUBMITTING, false", "IN_DOUBT, true", "IN_DOUBT, false"})
    void a_cancel_of_an_order_that_may_still_prove_not_bought_is_remembered_whatever_its_panel_has(
            OrderState state, boolean panelCancels) {
        assertThat(plan(state, null, null, panelCancels)).isEqualTo(new CancelPlan.Remember(NOON));
    }

    @Test
    void a_bought_order_is_refused_where_the_panel_has_no_cancel() {
        assertThat(plan(OrderState.ACCEPTED, null, "PENDING", false))
                .isEqualTo(new CancelPlan.Refuse("The panel has no cancel."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"COMPLETED", "PARTIAL", "CANCELED", "REFUNDED", "FAILED", "EXPIRED"})
    void an_order_that_is_over_at_the_panel_is_not_asked_about(String status) {
        assertThat(plan(OrderState.ACCEPTED, null, status, true))
                .isEqualTo(new CancelPlan.Refuse("The order is over at the panel: %s.".formatted(status)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PENDING", "IN_PROGRESS", "UNKNOWN", "a status of a later version"})
    void an_order_that_is_not_known_to_be_over_is_asked_about(String status) {
        assertThat(plan(OrderState.ACCEPTED, null, status, true)).isEqualTo(new CancelPlan.Remember(NOON));
    }

    @ParameterizedTest
    @EnumSource(
            value = Cancel.Status.class,
            names = {"ASKED", "REFUSED"})
    void a_cancel_after_an_answer_is_asked_again_and_no_sooner_than_the_setting_says(Cancel.Status status) {
        Cancel recent = cancel(status, NOON.minusSeconds(10));
        Cancel old = cancel(status, NOON.minusSeconds(100));

        assertThat(plan(OrderState.ACCEPTED, recent, "PENDING", true))
                .isEqualTo(new CancelPlan.Remember(NOON.plusSeconds(50)));
        assertThat(plan(OrderState.ACCEPTED, old, "PENDING", true)).isEqualTo(new CancelPlan.Remember(NOON));
        assertThat(plan(OrderState.ACCEPTED, cancel(status, null), "PENDING", true))
                .isEqualTo(new CancelPlan.Remember(NOON));
    }

    @ParameterizedTest
    @EnumSource(
            value = OrderState.class,
            names = {"SUBMITTING", "IN_DOUBT", "ACCEPTED"})
    void the_same_cancel_again_changes_nothing_while_it_is_open(OrderState state) {
        assertThat(plan(state, cancel(Cancel.Status.WANTED, NOON), "PENDING", true))
                .isEqualTo(new CancelPlan.Keep());
    }

    @Test
    void an_ended_order_is_not_canceled() {
        assertThat(plan(OrderState.WITHDRAWN, null, null, true)).isEqualTo(new CancelPlan.Keep());
        assertThat(plan(OrderState.REJECTED, null, null, true))
                .isEqualTo(new CancelPlan.Refuse("The order was never bought."));
    }

    private static Cancel cancel(Cancel.Status status, @Nullable Instant askedAt) {
        return new Cancel(status, 1, askedAt, null, null, false);
    }

    private static CancelPlan plan(
            OrderState state, @Nullable Cancel cancel, @Nullable String panelStatus, boolean panelCancels) {
        return CancelPlan.of(state, cancel, panelStatus, panelCancels, NOON, MINUTE);
    }
}
