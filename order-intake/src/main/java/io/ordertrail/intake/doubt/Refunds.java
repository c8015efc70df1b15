package io.ordertrail.intake.doubt;

import io.ordertrail.domain.OrderStatus;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.intake.doubt.OwnOrders.MayBePaidBack;
import io.ordertrail.panel.OrderAnswer;
import io.ordertrail.panel.StatusKind;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a panel has given back for orders of ours between two readings of the balance, as far as their states say.
 *
 * @param certain what was surely given back in between, in all
 * @param possible amounts that were given back in between, before or after
 * @param any whether anything was given back at all, or may have been
 */
record Refunds(BigDecimal certain, List<BigDecimal> possible, boolean any) {

    /** A panel that lowers the charge shows what it kept. */
    private static final BigDecimal SAME = new BigDecimal("0.001");

    /** Keeps a copy. */
    Refunds {
        possible = List.copyOf(possible);
    }

    /**
     * Returns the refunds, or empty if the answers do not say all of them.
     *
     * @param since when the first reading was
     * @param until when the second was
     * @param answers of the panel about the orders, and about the children that they have made
     * @param quantity of an order, by its request
     */
    static Optional<Refunds> of(
            List<MayBePaidBack> orders,
            Map<OwnOrders.OwnOrder, OrderAnswer> answers,
            Instant since,
            Instant until,
            Function<String, OptionalLong> quantity) {
        BigDecimal certain = BigDecimal.ZERO;
        List<BigDecimal> possible = new ArrayList<>();
        boolean any = false;
        for (MayBePaidBack order : orders) {
            if (!(answers.get(order.order()) instanceof OrderAnswer.Seen seen)
                    || !seen.children().stream().allMatch(child -> keptItsMoney(order, child, answers))) {
                return Optional.empty();
            }
            switch (seen.status()) {
                case PENDING, IN_PROGRESS, PROCESSING, ON_HOLD, ACTIVE, REFILLING, COMPLETED -> {}
                case EXPIRED, UNKNOWN -> {
                    return Optional.empty();
                }
                case PARTIAL, CANCELED, REFUNDED, FAILED -> {
                    Optional<BigDecimal> refund = refund(order, seen, quantity);
                    if (refund.isEmpty()) {
                        return Optional.empty();
                    }
                    any = true;
                    boolean sure = isBetween(order, since, until) && seen.status() != OrderStatus.FAILED;
                    if (sure) {
                        certain = certain.add(refund.get());
                    } else {
                        possible.add(refund.get());
                    }
                }
            }
        }
        return Optional.of(new Refunds(certain, possible, any));
    }

    private static boolean keptItsMoney(
            MayBePaidBack parent, PanelOrderId child, Map<OwnOrders.OwnOrder, OrderAnswer> answers) {
        OwnOrders.OwnOrder order = new OwnOrders.OwnOrder(parent.order().order(), StatusKind.NORMAL, child);
        return answers.get(order) instanceof OrderAnswer.Seen seen
                && seen.children().isEmpty()
                && switch (seen.status()) {
                    case PENDING, IN_PROGRESS, PROCESSING, ON_HOLD, ACTIVE, REFILLING, COMPLETED -> true;
                    case PARTIAL, CANCELED, REFUNDED, FAILED, EXPIRED, UNKNOWN -> false;
                };
    }

    /** Bought after the first reading, and seen to be over before the second. */
    private static boolean isBetween(MayBePaidBack order, Instant since, Instant until) {
        return isAfter(order.submittedAt(), since)
                && order.seenAt() != null
                && order.seenAt().isBefore(until)
                && order.isKnownToBeOver();
    }

    private static boolean isAfter(@Nullable Instant time, Instant since) {
        return time != null && time.isAfter(since);
    }

    private static Optional<BigDecimal> refund(
            MayBePaidBack order, OrderAnswer.Seen seen, Function<String, OptionalLong> quantity) {
        if (order.charge().isEmpty()) {
            return Optional.empty();
        }
        BigDecimal cost = order.charge().get();
        boolean lowered = seen.charge() != null
                && !DoubtResolver.isExpected(cost, seen.charge().amount(), SAME)
                && seen.charge().amount().compareTo(cost) < 0;
        if (lowered && seen.charge() != null) {
            return Optional.of(cost.subtract(seen.charge().amount()));
        }
        if (seen.status() != OrderStatus.PARTIAL) {
            return Optional.of(cost);
        }
        OptionalLong ordered = quantity.apply(order.request());
        boolean known = seen.remains() != null && ordered.isPresent() && ordered.getAsLong() > 0;
        return known && seen.remains() != null
                ? Optional.of(cost.multiply(BigDecimal.valueOf(seen.remains()))
                        .divide(BigDecimal.valueOf(ordered.getAsLong()), MathContext.DECIMAL64))
                : Optional.empty();
    }
}
