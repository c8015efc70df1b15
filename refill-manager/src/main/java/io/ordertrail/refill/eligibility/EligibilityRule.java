package io.ordertrail.refill.eligibility;

import io.ordertrail.domain.OrderStatus;
import io.ordertrail.domain.Warranty;
import io.ordertrail.events.RefillEvent.RefusalReason;
import io.ordertrail.refill.order.OrderUnderWarranty;
import io.ordertrail.refill.policy.RefillPolicy;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Rules that must hold for a refill to be requested. Checked in this order; the first that does not hold is the reason. */
public enum EligibilityRule {
    BOUGHT(
            RefusalReason.NOT_FINISHED,
            q -> q.order().purchase() != null && q.order().ref().panelOrderId() != null
                    ? Optional.empty()
                    : Optional.of("The order is not bought yet.")),

    SERVICE_REFILLS(
            RefusalReason.SERVICE_WITHOUT_REFILL,
            q -> !q.policy().enabled()
                    ? Optional.of("Refills of this service are switched off by the operator.")
                    : q.bought().refillable()
                            ? Optional.empty()
                            : Optional.of("The panel does not refill the service '%s'."
                                    .formatted(q.bought().serviceName()))),

    HAS_WARRANTY(
            RefusalReason.NO_WARRANTY,
            q -> q.bought().warranty() instanceof Warranty.None
                    ? Optional.of("The service '%s' has no warranty."
                            .formatted(q.bought().serviceName()))
                    : Optional.empty()),

    NOT_CANCELED(RefusalReason.CANCELED, q -> switch (q.status()) {
        case CANCELED, REFUNDED, FAILED, EXPIRED ->
            Optional.of("The order ended %s; it is not refilled.".formatted(q.status()));
        case PENDING, IN_PROGRESS, PROCESSING, ON_HOLD, ACTIVE, REFILLING, COMPLETED, PARTIAL, UNKNOWN ->
            Optional.empty();
    }),

    FINISHED(
            RefusalReason.NOT_FINISHED,
            q -> q.order().snapshot().finishedAt() != null
                    ? Optional.empty()
                    : Optional.of("The order is not finished yet; the panel says %s.".formatted(q.status()))),

    WARRANTY_RUNS(
            RefusalReason.WARRANTY_OVER,
            q -> q.warrantyEnd().filter(end -> !q.now().isBefore(end)).map("The warranty ended at %s."::formatted)),

    DELIVERED_ENOUGH(
            RefusalReason.TOO_PARTIAL,
            q -> q.deliveredPercent() >= q.policy().leastDeliveredPercent()
                    ? Optional.empty()
                    : Optional.of("Only %d %% of the order was delivered; from %d %% on it is refilled."
                            .formatted(q.deliveredPercent(), q.policy().leastDeliveredPercent()))),

    NEWEST_ON_LINK(
            RefusalReason.NEWER_ORDER_ON_LINK,
            q -> q.newerOnLink() && !q.policy().refillUnderNewerOrder()
                    ? Optional.of("A newer order has the same link.")
                    : Optional.empty()),

    NONE_IN_FLIGHT(
            RefusalReason.IN_FLIGHT,
            q -> q.inFlight() ? Optional.of("A refill of the order is in flight.") : Optional.empty()),

    NONE_UNSETTLED(
            RefusalReason.IN_FLIGHT,
            q -> q.order().history().unsettled() != null
                    ? Optional.of("A refill of the order was given up and may still run at the panel;"
                            + " an operator can release the order.")
                    : Optional.empty()),

    COOLED_DOWN(
            RefusalReason.COOLING_DOWN,
            q -> Optional.of(q.coolUntil())
                    .filter(until -> q.now().isBefore(until))
                    .map(
                            "A refill was requested less than the cool-down ago; the next is possible from %s."
                                    ::formatted));

    private final RefusalReason reason;
    private final Function<EligibilityContext, Optional<String>> objection;

    EligibilityRule(RefusalReason reason, Function<EligibilityContext, Optional<String>> objection) {
        this.reason = reason;
        this.objection = objection;
    }

    /** Returns the first rule that does not hold; empty if all do. */
    public static Optional<Refused> against(EligibilityContext question) {
        for (EligibilityRule rule : values()) {
            Optional<String> objection = rule.objection.apply(question);
            if (objection.isPresent()) {
                return objection.map(message -> new Refused(rule.reason, message));
            }
        }
        return Optional.empty();
    }

    /** A refusal, with a message for the shop. */
    public record Refused(RefusalReason reason, String message) {}

    /**
     * The input of the rules.
     *
     * @param newerOnLink whether a newer order has the same link
     * @param inFlight whether a refill of the order is open
     */
    public record EligibilityContext(
            OrderUnderWarranty order, RefillPolicy policy, boolean newerOnLink, boolean inFlight, Instant now) {

        OrderStatus status() {
            OrderStatus status = order.snapshot().status();
            return status == null ? OrderStatus.PENDING : status;
        }

        /** @throws IllegalStateException if {@link EligibilityRule#BOUGHT} was not checked first */
        OrderUnderWarranty.Purchase bought() {
            OrderUnderWarranty.Purchase purchase = order.purchase();
            if (purchase == null) {
                throw new IllegalStateException("order " + order.id() + " is not bought");
            }
            return purchase;
        }

        Instant warrantyBegin() {
            Instant from = order.snapshot().warrantyFrom();
            return switch (policy.warrantyStart()) {
                case PURCHASE -> bought().at();
                case COMPLETION -> from == null ? bought().at() : from;
            };
        }

        /** Returns when the warranty ends; empty if never. */
        public Optional<Instant> warrantyEnd() {
            return bought().warranty().endsAt(warrantyBegin());
        }

        /** Returns when the cool-down after the last request is over. */
        public Instant coolUntil() {
            Instant asked = order.history().askedAt();
            return asked == null ? Instant.MIN : asked.plus(policy.coolDown());
        }

        long deliveredPercent() {
            Long quantity = bought().quantity();
            return quantity == null || quantity == 0 ? 100 : order.delivered().orElse(quantity) * 100 / quantity;
        }
    }
}
