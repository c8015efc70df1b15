package io.ordertrail.refill.drop;

import io.ordertrail.events.RefillEvent.Drop;
import io.ordertrail.events.RefillEvent.DropEvidence;
import io.ordertrail.refill.order.OrderUnderWarranty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a status or a measurement shows. */
public sealed interface DropFinding {

    /** The order with the new report or count. */
    OrderUnderWarranty order();

    /** Nothing about drops. */
    record Nothing(OrderUnderWarranty order) implements DropFinding {}

    /** It has dropped. */
    record Dropped(OrderUnderWarranty order, Drop drop) implements DropFinding {}

    /** Nothing is missing, as far as the observer can see. */
    record Intact(OrderUnderWarranty order, Recovery recovery) implements DropFinding {}

    /** The panel delivers again: a refill of it runs. */
    record Refilling(OrderUnderWarranty order) implements DropFinding {}

    /** Who looks at an order. */
    enum Observer {
        /** The panel's status and {@code remains}. */
        PANEL,
        /** The shop's counts, which overlook what is within the tolerance. */
        SHOP
    }

    /**
     * What an observer saw before it found nothing missing. Only an observer that saw the shortage can see that it is gone: a
     * count that was never too low says nothing about a refill.
     *
     * @param shortSince when the same observer last saw that something was missing, immediately before; absent if it did not
     */
    record Recovery(Observer observer, @Nullable Instant shortSince) {

        /**
         * Whether this shows that a refill ended: drops do not mend by themselves, and no other refill was in flight.
         *
         * @param evidence what showed the drop that was refilled; absent where that was not kept
         * @param requestedAt when the refill was requested
         */
        public boolean ends(@Nullable DropEvidence evidence, Instant requestedAt) {
            return shortSince != null && (observer == observerOf(evidence) || shortSince.isAfter(requestedAt));
        }

        private static @Nullable Observer observerOf(@Nullable DropEvidence evidence) {
            return switch (evidence) {
                case STATUS, REMAINS -> Observer.PANEL;
                case MEASUREMENT -> Observer.SHOP;
                case SCHEDULE, SHOP -> null;
                case null -> null;
            };
        }
    }
}
