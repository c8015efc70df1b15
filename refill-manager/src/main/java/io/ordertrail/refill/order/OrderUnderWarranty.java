package io.ordertrail.refill.order;

import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.OrderStatus;
import io.ordertrail.events.OrderRef;
import io.ordertrail.events.RefillEvent.RefusalReason;
import io.ordertrail.events.SubmissionEvent.OrderAccepted;
import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A bought order as far as refills are concerned.
 *
 * @param purchase absent until order-intake told of it; a status may come first, from another topic
 * @param told the last revision of {@code orders.refills} that we gave
 */
public record OrderUnderWarranty(
        OrderRef ref,
        @Nullable Purchase purchase,
        PanelSnapshot sight,
        MeasurementState count,
        RefillHistory memory,
        long told) {

    /**
     * What was bought.
     *
     * @param serviceName as the panel wrote it; warranties are read from it
     * @param quantity in all; absent where only the panel knows
     */
    public record Purchase(
            String serviceName,
            boolean refillable,
            @Nullable String link,
            @Nullable Long quantity,
            Instant at) {}

    /**
     * What the panel last said.
     *
     * @param settledRemains what remained when it was whole, by the panel: a rise above it is a drop
     * @param finishedAt when it was first seen completed or partial
     * @param warrantyFrom when it was last seen unfinished; absent if it never was. It ended after that, so a warranty
     *     that is counted from here is never overdrawn
     * @param seenAt when this was seen
     * @param revision of {@code orders.status}
     */
    public record PanelSnapshot(
            @Nullable OrderStatus status,
            @Nullable Long startCount,
            @Nullable Long remains,
            @Nullable Long settledRemains,
            @Nullable Instant finishedAt,
            @Nullable Instant warrantyFrom,
            @Nullable Instant seenAt,
            long revision) {
        static final PanelSnapshot NONE = new PanelSnapshot(null, null, null, null, null, null, null, 0);
    }

    /**
     * What the shop counted.
     *
     * @param lowInARow how many times in a row it was too low
     */
    public record MeasurementState(int lowInARow, @Nullable Instant lastAt) {
        static final MeasurementState NONE = new MeasurementState(0, null);
    }

    /**
     * What we told and did about it.
     *
     * @param droppedSince when the drop that is not refilled yet was noticed
     * @param lastRefusal why it was not refilled, so that the same is not told again and again
     * @param askedAt when a refill was last asked for
     * @param lookAt when the schedule looks at it next; absent before it is finished and after its warranty
     * @param heard the last revision of {@code orders.submissions} that was acted upon
     * @param unsettled whether a refill was given up that may still run at the panel
     * @param earlyWish when the shop asked for a refill that was refused because the order was not finished, as far as
     *     was heard; absent from its finish on
     */
    public record RefillHistory(
            @Nullable Instant droppedSince,
            @Nullable RefusalReason lastRefusal,
            @Nullable Instant askedAt,
            @Nullable Instant lookAt,
            long heard,
            boolean unsettled,
            @Nullable Instant earlyWish) {
        static final RefillHistory NONE = new RefillHistory(null, null, null, null, 0, false, null);

        /** A drop was noticed then, unless one was before. */
        public RefillHistory dropped(Instant at) {
            return new RefillHistory(
                    droppedSince == null ? at : droppedSince,
                    lastRefusal,
                    askedAt,
                    lookAt,
                    heard,
                    unsettled,
                    earlyWish);
        }

        /** It was not refilled for that reason. */
        public RefillHistory refused(RefusalReason reason) {
            return new RefillHistory(droppedSince, reason, askedAt, lookAt, heard, unsettled, earlyWish);
        }

        /** The panel was asked then. */
        public RefillHistory asked(Instant at) {
            return new RefillHistory(droppedSince, lastRefusal, at, lookAt, heard, unsettled, earlyWish);
        }

        /** There is no drop any more. */
        public RefillHistory whole() {
            return new RefillHistory(null, null, askedAt, lookAt, heard, false, earlyWish);
        }

        /** A refill was given up that may still run at the panel, or is known not to. */
        public RefillHistory unsettled(boolean mayRun) {
            return new RefillHistory(
                    droppedSince, mayRun ? lastRefusal : null, askedAt, lookAt, heard, mayRun, earlyWish);
        }

        /** The schedule looks at it then. */
        public RefillHistory look(@Nullable Instant next) {
            return new RefillHistory(droppedSince, lastRefusal, askedAt, next, heard, unsettled, earlyWish);
        }

        /** The shop asked then, and was refused because the order was not finished. */
        public RefillHistory earlyWish(@Nullable Instant at) {
            return new RefillHistory(droppedSince, lastRefusal, askedAt, lookAt, heard, unsettled, at);
        }

        /** So far order-intake was heard. */
        public RefillHistory heard(long revision) {
            return new RefillHistory(droppedSince, lastRefusal, askedAt, lookAt, revision, unsettled, earlyWish);
        }
    }

    /** An order of which only this is known. */
    public static OrderUnderWarranty of(OrderRef ref) {
        return new OrderUnderWarranty(ref, null, PanelSnapshot.NONE, MeasurementState.NONE, RefillHistory.NONE, 0);
    }

    /** Our id of it. */
    public OrderId id() {
        return ref.id();
    }

    /** How many should be there beyond the start count; empty where that is not known. */
    public OptionalLong delivered() {
        if (purchase == null || purchase.quantity() == null) {
            return OptionalLong.empty();
        }
        Long settled = sight.settledRemains();
        return OptionalLong.of(purchase.quantity() - (settled == null ? 0 : Math.max(0, settled)));
    }

    /** The same, bought with these terms. */
    public OrderUnderWarranty accepted(OrderAccepted event) {
        var total = event.content().totalQuantity();
        Purchase bought = new Purchase(
                event.terms().name(),
                event.terms().refill(),
                event.content().link(),
                total.isPresent() ? total.getAsLong() : null,
                event.observedAt());
        return new OrderUnderWarranty(event.order(), bought, sight, count, memory, told);
    }

    /** The same, seen so. */
    public OrderUnderWarranty with(PanelSnapshot seen) {
        return new OrderUnderWarranty(ref, purchase, seen, count, memory, told);
    }

    /** The same, counted so. */
    public OrderUnderWarranty with(MeasurementState counted) {
        return new OrderUnderWarranty(ref, purchase, sight, counted, memory, told);
    }

    /** The same, remembering that. */
    public OrderUnderWarranty with(RefillHistory remembered) {
        return new OrderUnderWarranty(ref, purchase, sight, count, remembered, told);
    }

    /** The same after so many more events of ours. */
    public OrderUnderWarranty toldMore(int events) {
        return new OrderUnderWarranty(ref, purchase, sight, count, memory, told + events);
    }
}
