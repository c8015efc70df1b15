package io.ordertrail.intake.cancel;

import io.ordertrail.domain.OrderStatus;
import io.ordertrail.intake.order.Cancel;
import io.ordertrail.intake.order.OrderState;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What follows from a shop's request to cancel an order. Deterministic. */
public sealed interface CancelPlan {

    /** The order was not bought: it is withdrawn and never will be. */
    record Withdraw() implements CancelPlan {}

    /**
     * The request is remembered: the order is withdrawn if it proves not bought, and canceled at the panel if it is bought.
     *
     * @param due when the panel may be asked, if it has the order
     */
    record Remember(Instant due) implements CancelPlan {}

    /** It cannot be canceled. The shop is notified. */
    record Refuse(String message) implements CancelPlan {}

    /** Nothing changes: the same request is open already, or the order is withdrawn. */
    record Keep() implements CancelPlan {}

    /**
     * Decides on a request.
     *
     * @param cancel the last request for the order, or null
     * @param panelStatus the last status at the panel that was published, or null
     * @param panelCancels whether the order's panel has a cancel
     * @param repeatAfter how long after one call for an order the panel may be asked again because the shop repeats its
     *     request
     */
    static CancelPlan of(
            OrderState state,
            @Nullable Cancel cancel,
            @Nullable String panelStatus,
            boolean panelCancels,
            Instant now,
            Duration repeatAfter) {
        return switch (state) {
            case RECEIVED, WAITING -> new Withdraw();
            // Whether the panel has a cancel matters only once the panel has the order.
            case SUBMITTING, IN_DOUBT -> isOpen(cancel) ? new Keep() : new Remember(now);
            case ACCEPTED -> atPanel(cancel, panelStatus, panelCancels, now, repeatAfter);
            case WITHDRAWN -> new Keep();
            case REJECTED -> new Refuse("The order was never bought.");
        };
    }

    private static CancelPlan atPanel(
            @Nullable Cancel cancel,
            @Nullable String panelStatus,
            boolean panelCancels,
            Instant now,
            Duration repeatAfter) {
        Optional<String> obstacle = obstacle(panelStatus, panelCancels);
        if (obstacle.isPresent()) {
            return new Refuse(obstacle.get());
        }
        return isOpen(cancel) ? new Keep() : new Remember(notBefore(cancel, now, repeatAfter));
    }

    private static boolean isOpen(@Nullable Cancel cancel) {
        return cancel != null && cancel.status() == Cancel.Status.WANTED;
    }

    private static Instant notBefore(@Nullable Cancel cancel, Instant now, Duration repeatAfter) {
        if (cancel == null || cancel.askedAt() == null) {
            return now;
        }
        Instant earliest = cancel.askedAt().plus(repeatAfter);
        return earliest.isAfter(now) ? earliest : now;
    }

    /** Returns why the panel need not be asked to cancel an order that it has, or empty. */
    static Optional<String> obstacle(@Nullable String panelStatus, boolean panelCancels) {
        if (!panelCancels) {
            return Optional.of("The panel has no cancel.");
        }
        return isOver(panelStatus)
                ? Optional.of("The order is over at the panel: %s.".formatted(panelStatus))
                : Optional.empty();
    }

    private static boolean isOver(@Nullable String panelStatus) {
        return Arrays.stream(OrderStatus.values())
                .anyMatch(status -> status.isOver() && status.name().equals(panelStatus));
    }
}
