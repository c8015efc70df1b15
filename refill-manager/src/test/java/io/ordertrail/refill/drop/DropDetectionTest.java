package io.ordertrail.refill.drop;

import static io.ordertrail.refill.order.TestOrder.FINISHED;
import static io.ordertrail.refill.order.TestOrder.anOrder;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.domain.OrderStatus;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.events.Measurement;
import io.ordertrail.events.RefillEvent.DropEvidence;
import io.ordertrail.events.StatusEvent.Progress;
import io.ordertrail.events.StatusEvent.StatusChanged;
import io.ordertrail.refill.order.OrderUnderWarranty;
import io.ordertrail.refill.order.TestOrder;
import io.ordertrail.refill.policy.RefillPolicy.DropSources;
import io.ordertrail.refill.policy.RefillPolicy.Tolerance;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DropDetectionTest {

    private static final Instant LATER = FINISHED.plus(Duration.ofDays(1));
    private static final Tolerance TOLERANCE = new Tolerance(10, 5, 2);

    private final DropDetection detection =
            new DropDetection(new DropSources(true, true, Optional.of(TOLERANCE), Optional.empty()));

    @Test
    void remains_that_rise_after_the_end_are_a_drop() {
        TestOrder order = anOrder().completed();

        DropFinding finding = detection.seen(order.order(), order.progressed(40L, LATER));

        assertThat(finding).isInstanceOfSatisfying(DropFinding.Dropped.class, dropped -> {
            assertThat(dropped.drop().evidence()).isEqualTo(DropEvidence.REMAINS);
            assertThat(dropped.drop().missing()).isEqualTo(40);
        });
    }

    @Test
    void a_warranty_is_counted_from_when_it_was_last_seen_unfinished() {
        TestOrder order = anOrder();
        DropFinding progress =
                detection.seen(order.order(), order.changed(OrderStatus.IN_PROGRESS, 90L, FINISHED.minusSeconds(600)));
        TestOrder running = new TestOrder(progress.order());

        DropFinding ended = detection.seen(running.order(), running.changed(OrderStatus.COMPLETED, 0L, FINISHED));

        assertThat(ended.order().snapshot().finishedAt()).isEqualTo(FINISHED);
        assertThat(ended.order().snapshot().warrantyFrom()).isEqualTo(FINISHED.minusSeconds(600));
    }

    @Test
    void remains_that_rise_again_are_a_drop_again_and_remains_that_fall_are_not() {
        TestOrder order = anOrder().seen(OrderStatus.COMPLETED, 40L);

        assertThat(detection.seen(order.order(), order.progressed(60L, LATER))).isInstanceOf(DropFinding.Dropped.class);
        assertThat(detection.seen(order.order(), order.progressed(20L, LATER))).isInstanceOf(DropFinding.Nothing.class);
    }

    @Test
    void remains_of_an_order_that_is_not_finished_are_no_drop() {
        TestOrder order = anOrder();

        assertThat(detection.seen(order.order(), order.changed(OrderStatus.IN_PROGRESS, 90L, LATER)))
                .isInstanceOf(DropFinding.Nothing.class);
    }

    @Test
    void what_remains_of_a_partial_order_was_given_back_and_is_no_drop() {
        TestOrder order = anOrder();
        DropFinding ended = detection.seen(order.order(), order.changed(OrderStatus.PARTIAL, 30L, FINISHED));
        TestOrder partial = new TestOrder(ended.order());

        assertThat(ended).isInstanceOf(DropFinding.Nothing.class);
        assertThat(detection.seen(partial.order(), partial.progressed(45L, LATER)))
                .as("a correction by the panel")
                .isInstanceOf(DropFinding.Nothing.class);
        assertThat(partial.order().delivered()).hasValue(70);
    }

    @ParameterizedTest
    @EnumSource(
            value = OrderStatus.class,
            names = {"PENDING", "IN_PROGRESS", "PROCESSING"})
    void a_status_that_goes_back_is_a_drop(OrderStatus back) {
        TestOrder order = anOrder().completed();

        DropFinding finding = detection.seen(order.order(), order.changed(back, 40L, LATER));

        assertThat(finding)
                .isInstanceOfSatisfying(
                        DropFinding.Dropped.class,
                        dropped -> assertThat(dropped.drop().evidence()).isEqualTo(DropEvidence.STATUS));
    }

    @Test
    void progress_while_it_is_delivered_again_is_no_further_drop() {
        TestOrder order = anOrder().seen(OrderStatus.IN_PROGRESS, 40L);

        assertThat(detection.seen(order.order(), order.progressed(45L, LATER))).isInstanceOf(DropFinding.Nothing.class);
    }

    @Test
    void a_panel_that_says_refill_delivers_again() {
        TestOrder order = anOrder().completed();

        assertThat(detection.seen(order.order(), order.changed(OrderStatus.REFILLING, 40L, LATER)))
                .isInstanceOf(DropFinding.Refilling.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = OrderStatus.class,
            names = {"CANCELED", "REFUNDED", "FAILED", "EXPIRED", "ON_HOLD", "ACTIVE", "UNKNOWN"})
    void other_states_after_the_end_are_no_drop(OrderStatus status) {
        TestOrder order = anOrder().completed();

        assertThat(detection.seen(order.order(), order.changed(status, 40L, LATER)))
                .isInstanceOf(DropFinding.Nothing.class);
    }

    @Test
    void an_order_that_is_finished_again_with_nothing_missing_is_intact() {
        TestOrder back = anOrder().seen(OrderStatus.IN_PROGRESS, 40L);
        TestOrder short_ = anOrder().seen(OrderStatus.COMPLETED, 40L);

        assertThat(detection.seen(back.order(), back.changed(OrderStatus.COMPLETED, 0L, LATER)))
                .isInstanceOf(DropFinding.Intact.class);
        assertThat(detection.seen(short_.order(), short_.progressed(0L, LATER))).isInstanceOf(DropFinding.Intact.class);
    }

    @Test
    void more_than_ordered_is_no_drop() {
        TestOrder order = anOrder().completed();

        assertThat(detection.seen(order.order(), order.progressed(-12L, LATER)))
                .isInstanceOf(DropFinding.Nothing.class);
    }

    @Test
    void a_report_about_a_child_says_nothing_about_the_parent() {
        TestOrder order = anOrder().completed();
        StatusChanged child = new StatusChanged(
                order.order().ref(),
                3,
                LATER,
                OrderStatus.IN_PROGRESS,
                OrderStatus.COMPLETED,
                "In progress",
                new Progress(null, 40L, null, null),
                null,
                null,
                new PanelOrderId("86"));

        DropFinding finding = detection.seen(order.order(), child);

        assertThat(finding).isInstanceOf(DropFinding.Nothing.class);
        assertThat(finding.order().snapshot().revision()).isEqualTo(3);
    }

    @Test
    void a_sign_that_is_switched_off_is_not_believed() {
        DropDetection deaf = new DropDetection(new DropSources(false, false, Optional.empty(), Optional.empty()));
        TestOrder order = anOrder().completed();

        assertThat(deaf.seen(order.order(), order.progressed(40L, LATER))).isInstanceOf(DropFinding.Nothing.class);
        assertThat(deaf.seen(order.order(), order.changed(OrderStatus.IN_PROGRESS, 40L, LATER)))
                .isInstanceOf(DropFinding.Nothing.class);
        assertThat(deaf.counted(order.order(), measured(100, LATER))).isInstanceOf(DropFinding.Nothing.class);
    }

    @Test
    void one_measurement_that_is_too_low_is_no_drop_two_in_a_row_are() {
        OrderUnderWarranty order = anOrder().completed().order();

        DropFinding first = detection.counted(order, measured(180, LATER));
        DropFinding second = detection.counted(first.order(), measured(181, LATER.plusSeconds(60)));

        assertThat(first).isInstanceOf(DropFinding.Nothing.class);
        assertThat(second).isInstanceOfSatisfying(DropFinding.Dropped.class, dropped -> {
            assertThat(dropped.drop().evidence()).isEqualTo(DropEvidence.MEASUREMENT);
            assertThat(dropped.drop().missing()).isEqualTo(19);
            assertThat(dropped.drop().explanation())
                    .isEqualTo("The shop counted 181 where 100 + 100 should be, 2 times in a row");
        });
    }

    @Test
    void a_measurement_within_the_tolerance_begins_the_row_again() {
        OrderUnderWarranty order = anOrder().completed().order();

        DropFinding low = detection.counted(order, measured(180, LATER));
        DropFinding enough = detection.counted(low.order(), measured(190, LATER.plusSeconds(60)));
        DropFinding lowAgain = detection.counted(enough.order(), measured(180, LATER.plusSeconds(120)));

        assertThat(enough).isInstanceOf(DropFinding.Intact.class);
        assertThat(lowAgain).isInstanceOf(DropFinding.Nothing.class);
    }

    @Test
    void a_measurement_that_comes_late_or_twice_counts_once() {
        OrderUnderWarranty order = anOrder().completed().order();
        DropFinding first = detection.counted(order, measured(180, LATER));

        assertThat(detection.counted(first.order(), measured(180, LATER))).isInstanceOf(DropFinding.Nothing.class);
        assertThat(detection.counted(first.order(), measured(180, LATER.minusSeconds(1))))
                .isInstanceOf(DropFinding.Nothing.class);
    }

    @Test
    void without_a_start_count_a_quantity_or_an_end_nothing_can_be_compared() {
        assertThat(detection.counted(anOrder().order(), measured(0, LATER))).isInstanceOf(DropFinding.Nothing.class);
        assertThat(detection.counted(anOrder().withoutQuantity().completed().order(), measured(0, LATER)))
                .isInstanceOf(DropFinding.Nothing.class);
        assertThat(detection.counted(anOrder().unbought().completed().order(), measured(0, LATER)))
                .isInstanceOf(DropFinding.Nothing.class);
        assertThat(detection.counted(anOrder().completed().order(), measured(0, FINISHED.minusSeconds(1))))
                .isInstanceOf(DropFinding.Nothing.class);
    }

    private static Measurement measured(long count, Instant at) {
        return new Measurement(anOrder().order().ref().reference(), count, at);
    }
}
