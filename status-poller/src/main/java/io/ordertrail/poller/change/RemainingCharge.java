package io.ordertrail.poller.change;

import io.ordertrail.domain.Money;
import io.ordertrail.domain.OrderStatus;
import io.ordertrail.events.StatusEvent.Leftover;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is left of the charge of an order that ended undelivered. */
final class RemainingCharge {

    /** Panels compute with five places; never fewer than the charge has. */
    private static final int SCALE = 5;

    private RemainingCharge() {}

    /**
     * Charge × remains ÷ quantity, between nothing and the charge, rounded towards nothing. Zero where the order is not
     * one that ended undelivered; empty where it is and the panel has not said enough to compute it.
     */
    static Optional<BigDecimal> total(
            OrderStatus status, @Nullable Money charge, @Nullable Long remains, @Nullable Long quantity) {
        if (!endsUndelivered(status)) {
            return Optional.of(BigDecimal.ZERO);
        }
        if (charge == null || remains == null || quantity == null || quantity <= 0) {
            return Optional.empty();
        }
        BigDecimal amount = charge.amount();
        BigDecimal left = amount.multiply(BigDecimal.valueOf(Math.clamp(remains, 0L, quantity)))
                .divide(BigDecimal.valueOf(quantity), Math.max(SCALE, amount.scale()), RoundingMode.DOWN);
        return Optional.of(left.max(BigDecimal.ZERO).min(amount.max(BigDecimal.ZERO)));
    }

    /** What to publish of it: the total now, and its difference to before; empty if there is none and was none. */
    static Optional<Leftover> correction(
            @Nullable BigDecimal before, @Nullable BigDecimal total, @Nullable Money charge, OrderStatus status) {
        if (total == null || charge == null) {
            return Optional.empty();
        }
        BigDecimal difference = total.subtract(before == null ? BigDecimal.ZERO : before);
        boolean first = before == null && endsUndelivered(status);
        return first || difference.signum() != 0
                ? Optional.of(
                        new Leftover(new Money(total, charge.currency()), new Money(difference, charge.currency())))
                : Optional.empty();
    }

    static boolean endsUndelivered(OrderStatus status) {
        return switch (status) {
            case PARTIAL, CANCELED, REFUNDED -> true;
            case PENDING, IN_PROGRESS, PROCESSING, ON_HOLD, ACTIVE, REFILLING, COMPLETED, FAILED, EXPIRED, UNKNOWN ->
                false;
        };
    }
}
