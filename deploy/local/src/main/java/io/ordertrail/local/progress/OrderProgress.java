package io.ordertrail.local.progress;

import io.ordertrail.domain.OrderStatus;
import io.ordertrail.events.LifecycleEvent;
import io.ordertrail.events.OrderRef;
import io.ordertrail.events.RefillEvent;
import io.ordertrail.events.StatusEvent;
import io.ordertrail.events.SubmissionEvent;

/**
 * What the events say of one order so far.
 *
 * @param refills how many were taken by the panel
 * @param refillOpen whether one is under way
 * @param refillSettled whether one has come to its end, good or bad
 */
public record OrderProgress(OrderRef order, Stage stage, int refills, boolean refillOpen, boolean refillSettled) {

    static OrderProgress of(OrderRef order) {
        return new OrderProgress(order, Stage.RECEIVED, 0, false, false);
    }

    OrderProgress after(LifecycleEvent event) {
        return switch (event) {
            case SubmissionEvent submission -> at(submission.order(), stageAfter(submission));
            case StatusEvent status -> at(order, stageAfter(status));
            case RefillEvent refill -> after(refill);
        };
    }

    /** Nothing more is expected to happen to it. */
    boolean settled() {
        return stage.over() && !refillOpen;
    }

    private OrderProgress at(OrderRef ref, Stage next) {
        return new OrderProgress(ref, next, refills, refillOpen, refillSettled);
    }

    private Stage stageAfter(SubmissionEvent event) {
        return switch (event) {
            case SubmissionEvent.OrderReceived e -> unlessBought(Stage.RECEIVED);
            case SubmissionEvent.OrderWaiting e -> unlessBought(Stage.WAITING);
            case SubmissionEvent.OrderInDoubt e -> unlessBought(Stage.IN_DOUBT);
            case SubmissionEvent.OrderAccepted e -> unlessBought(Stage.ACTIVE);
            case SubmissionEvent.OrderRejected e -> Stage.REJECTED;
            case SubmissionEvent.OrderWithdrawn e -> Stage.CANCELED;
            case SubmissionEvent.CancelAsked e -> stage;
            case SubmissionEvent.CancelRefused e -> stage;
            case SubmissionEvent.RefillAsked e -> stage;
            case SubmissionEvent.RequestConflict e -> stage;
        };
    }

    /** Topics are read side by side: an order's status may be read before what led to its purchase. */
    private Stage unlessBought(Stage next) {
        return stage == Stage.ACTIVE || stage.over() ? stage : next;
    }

    private Stage stageAfter(StatusEvent event) {
        return switch (event) {
            case StatusEvent.StatusChanged e when e.child() == null -> stageOf(e.status());
            case StatusEvent.StatusChanged e -> stage;
            case StatusEvent.OrderProgressed e -> stage;
            case StatusEvent.OrderDenied e -> stage;
            case StatusEvent.OrderStuck e -> stage;
            case StatusEvent.ChildFound e -> stage;
        };
    }

    private static Stage stageOf(OrderStatus status) {
        return switch (status) {
            case PENDING, IN_PROGRESS, PROCESSING, ON_HOLD, ACTIVE, REFILLING, UNKNOWN -> Stage.ACTIVE;
            case COMPLETED -> Stage.COMPLETED;
            case PARTIAL -> Stage.PARTIAL;
            case CANCELED, REFUNDED, EXPIRED -> Stage.CANCELED;
            case FAILED -> Stage.FAILED;
        };
    }

    private OrderProgress after(RefillEvent event) {
        return switch (event) {
            case RefillEvent.DropFound e -> refill(refills, true, refillSettled);
            case RefillEvent.RefillRequested e -> refill(refills + 1, true, refillSettled);
            case RefillEvent.RefillInDoubt e -> refill(refills, true, refillSettled);
            case RefillEvent.RefillRejected e -> refill(refills, e.nextTry() != null, true);
            case RefillEvent.RefillCompleted e -> refill(refills, false, true);
            case RefillEvent.RefillRefused e -> refill(refills, false, true);
            case RefillEvent.RefillClosed e -> refill(refills, false, true);
            case RefillEvent.TicketOpened e -> refill(refills, false, true);
            case RefillEvent.NeedsOperator e -> refill(refills, false, true);
        };
    }

    private OrderProgress refill(int count, boolean open, boolean settled) {
        return new OrderProgress(order, stage, count, open, settled);
    }
}
