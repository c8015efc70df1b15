package io.ordertrail.poller.change;

import io.ordertrail.domain.Money;
import io.ordertrail.domain.OrderStatus;
import io.ordertrail.events.StatusEvent.Charges;
import io.ordertrail.events.StatusEvent.Leftover;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Computes the leftover: what the customer of a shop did not get of an order, as money. Deterministic and thread-safe.
 *
 * <p>It is a part of what the order cost when it was bought. Many panels give money back by lowering the order's charge, so
 * the last charge is no measure of it; where the counts say nothing, how far the charge was lowered does.
 */
final class LeftoverRules {

    /** Panels compute with five places; never fewer than the cost has. */
    private static final int SCALE = 5;

    /** Charges are stated in cents at some panels. */
    private static final int CENTS = 2;

    /** A charge that is lower by a smaller part than this was rounded or converted: no money was given back. */
    private static final BigDecimal NOTICEABLE = new BigDecimal("0.05");

    /** How far a lowered charge may be from the delivered part, as a part of the charge before. */
    private static final BigDecimal TOLERANCE = new BigDecimal("0.01");

    private LeftoverRules() {}

    /**
     * What is known of the delivery of an order.
     *
     * @param quantity in all, or absent where only the panel knows it
     * @param remains the panel's count, or absent
     * @param runs that a drip-feed is to make; 0 for every other order
     * @param made the orders that the panel has made of this one so far
     */
    record Delivery(@Nullable Long quantity, @Nullable Long remains, int runs, int made) {}

    /**
     * Returns the leftover after an answer; absent while there was none. A status that does not say what was delivered leaves
     * it as it was, and so does an amount in another currency: there is no difference between two currencies.
     *
     * @param published before
     */
    static @Nullable Money after(@Nullable Money published, OrderStatus status, Charges charges, Delivery delivery) {
        return switch (status) {
            case PARTIAL, CANCELED, REFUNDED ->
                undelivered(status, charges, delivery)
                        .filter(left ->
                                published == null || published.currency().equals(left.currency()))
                        .orElse(published);
            case PENDING, IN_PROGRESS, PROCESSING, ON_HOLD, ACTIVE, COMPLETED ->
                published == null ? null : new Money(BigDecimal.ZERO, published.currency());
            case REFILLING, FAILED, EXPIRED, UNKNOWN -> published;
        };
    }

    /** Returns what to publish of it: the total, and its difference to before; empty if nothing changed. */
    static Optional<Leftover> correction(@Nullable Money before, @Nullable Money after) {
        if (after == null) {
            return Optional.empty();
        }
        if (before == null) {
            return Optional.of(new Leftover(after, after));
        }
        Money difference = after.minus(before);
        return difference.amount().signum() == 0 ? Optional.empty() : Optional.of(new Leftover(after, difference));
    }

    /**
     * Returns the charge as bought after an answer: the last one before the order ended. A charge that is lower because a part
     * was given back is not what the order cost, nor is one of nothing, nor one that came after the end. Only where nothing else
     * is known, the first charge after the end counts.
     *
     * @param known as bought, and at an earlier end
     * @param seen the charge of the answer
     * @param over whether the order is over by that answer
     */
    static @Nullable Money asBought(Charges known, @Nullable Money seen, boolean over, Delivery delivery) {
        Money before = known.asBought();
        if (seen == null || seen.amount().signum() <= 0) {
            return before;
        }
        if (before == null) {
            return over && known.cost() != null ? null : seen;
        }
        boolean ended = over || known.atEnd() != null;
        if (!seen.currency().equals(before.currency())) {
            boolean fits = known.cost() != null && known.cost().currency().equals(before.currency());
            return ended || fits ? before : seen;
        }
        if (ended) {
            return before;
        }
        return seen.compareTo(before) < 0 && isGivenBack(before, seen, delivery) ? before : seen;
    }

    private static Optional<Money> undelivered(OrderStatus status, Charges charges, Delivery delivery) {
        if (delivery.made > 0) {
            return neverMade(charges, delivery);
        }
        return base(charges).flatMap(cost -> undelivered(status, cost, charges.atEnd(), delivery));
    }

    /** The runs that were made are orders of their own, and have a leftover of their own. */
    private static Optional<Money> neverMade(Charges charges, Delivery delivery) {
        return delivery.runs == 0
                ? Optional.empty()
                : Optional.ofNullable(charges.cost())
                        .map(cost -> part(cost, Math.max(0, delivery.runs - delivery.made), delivery.runs));
    }

    private static Optional<Money> undelivered(
            OrderStatus status, Money cost, @Nullable Money atEnd, Delivery delivery) {
        Long remains = delivery.remains;
        Long quantity = delivery.quantity;
        // Some panels leave 0 standing when they cancel: that nothing remains is no proof of a delivery.
        if (remains != null && remains > 0 && quantity != null && quantity > 0) {
            return Optional.of(part(cost, Math.min(remains, quantity), quantity));
        }
        if (atEnd != null && isLowered(cost, atEnd)) {
            return Optional.of(cost.minus(atEnd));
        }
        if (status == OrderStatus.PARTIAL) {
            return remains != null && remains <= 0 ? Optional.of(part(cost, 0, 1)) : Optional.empty();
        }
        // Below 0 more was delivered than was ordered; a refund is of all, whatever was delivered.
        boolean delivered = status == OrderStatus.CANCELED && remains != null && remains < 0;
        return Optional.of(delivered ? part(cost, 0, 1) : cost);
    }

    /** Returns what the order cost: as the panel stated it, else by its list, else at least the charge at the end. */
    private static Optional<Money> base(Charges charges) {
        Money atEnd = charges.atEnd();
        Optional<Money> bought = Stream.of(
                        Optional.ofNullable(charges.asBought()),
                        Optional.ofNullable(charges.cost()),
                        Optional.ofNullable(atEnd))
                .flatMap(Optional::stream)
                .filter(charge -> charge.amount().signum() > 0)
                .findFirst();
        return bought.map(cost -> atEnd != null && atEnd.currency().equals(cost.currency()) && atEnd.compareTo(cost) > 0
                        ? atEnd
                        : cost)
                .or(() -> Optional.ofNullable(charges.cost()));
    }

    private static boolean isLowered(Money cost, Money atEnd) {
        if (!atEnd.currency().equals(cost.currency()) || atEnd.amount().signum() <= 0) {
            return false;
        }
        BigDecimal least = cost.amount().multiply(NOTICEABLE).max(unit(cost, atEnd));
        return cost.minus(atEnd).amount().compareTo(least) > 0;
    }

    private static boolean isGivenBack(Money before, Money now, Delivery delivery) {
        Long remains = delivery.remains;
        Long quantity = delivery.quantity;
        if (remains == null || quantity == null || remains <= 0 || remains > quantity) {
            return false;
        }
        BigDecimal expected = before.minus(part(before, remains, quantity)).amount();
        BigDecimal tolerance = before.amount().multiply(TOLERANCE).max(unit(before, now));
        return expected.subtract(now.amount()).abs().compareTo(tolerance) <= 0;
    }

    /** Returns one in the last place that both have; at most a cent, since a number in JSON loses its last zeros. */
    private static BigDecimal unit(Money one, Money other) {
        int scale = Math.min(one.amount().scale(), other.amount().scale());
        return BigDecimal.ONE.movePointLeft(Math.max(CENTS, scale));
    }

    /** Returns a part of an amount, rounded towards nothing. */
    private static Money part(Money cost, long part, long of) {
        BigDecimal amount = cost.amount()
                .multiply(BigDecimal.valueOf(part))
                .divide(BigDecimal.valueOf(of), Math.max(SCALE, cost.amount().scale()), RoundingMode.DOWN);
        return new Money(amount, cost.currency());
    }
}
