package io.ordertrail.refill.order;

import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.OrderStatus;
import io.ordertrail.domain.Warranty;
import io.ordertrail.events.OrderRef;
import io.ordertrail.events.RefillEvent.Drop;
import io.ordertrail.events.RefillEvent.DropEvidence;
import io.ordertrail.events.RefillEvent.RefusalReason;
import io.ordertrail.events.SubmissionEvent.OrderAccepted;
import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A bought order as far as refills are concerned.
 *
 * @param purchase absent until order-intake reports it; a status may come first, from another topic
 * @param revision the last revision of {@code orders.refills} that was published
 */
public record OrderUnderWarranty(
        OrderRef ref,
        @Nullable Purchase purchase,
        PanelSnapshot snapshot,
        MeasurementState measurements,
        RefillHistory history,
        long revision) {

    /**
     * What was bought.
     *
     * @param serviceName as the panel wrote it
     * @param warranty for how long the panel refills it
     * @param quantity in all; absent where only the panel knows
     */
    public record Purchase(
            String serviceName,
            boolean refillable,
            Warranty warranty,
            @Nullable String link,
            @Nullable Long quantity,
            Instant at) {}

    /**
     * The panel's last report.
     *
     * @param settledRemains what remained when it was finished: a rise above it is a drop
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
     * @param lastAt when it was last counted; what was counted earlier is ignored
     */
    public record MeasurementState(int lowInARow, @Nullable Instant lastAt) {
        static final MeasurementState NONE = new MeasurementState(0, null);

        /** A refill was completed then: the row begins again, and what was counted earlier is about the drop before. */
        MeasurementState refilled(Instant at) {
            return new MeasurementState(0, lastAt != null && lastAt.isAfter(at) ? lastAt : at);
        }
    }

    /**
     * A refill that was given up and may still run at the panel.
     *
     * @param refill our number of it
     * @param evidence what showed its drop, or showed since then that the order still lacks something; absent where that
     *     was not kept
     */
    public record UnsettledRefill(long refill, @Nullable DropEvidence evidence) {}

    /**
     * What was published and done about it.
     *
     * @param droppedSince when the drop that is not refilled yet was noticed
     * @param lastRefusal why it was not refilled, so that the same is not published again and again
     * @param askedAt when a refill was last requested
     * @param lookAt when the schedule looks at it next; absent before it is finished and after its warranty
     * @param submissionRevision the last revision of {@code orders.submissions} that was acted upon
     * @param unsettled a refill that was given up and may still run at the panel; no other is requested meanwhile
     * @param earlyRequest when the shop asked for a refill that was refused because the order was not finished, as far as
     *     was known; absent from its finish on
     * @param laterDrop a drop that was noticed while an earlier refill is with an operator; looked at when that ends
     */
    public record RefillHistory(
            @Nullable Instant droppedSince,
            @Nullable RefusalReason lastRefusal,
            @Nullable Instant askedAt,
            @Nullable Instant lookAt,
            long submissionRevision,
            @Nullable UnsettledRefill unsettled,
            @Nullable Instant earlyRequest,
            @Nullable Drop laterDrop) {
        static final RefillHistory NONE = new RefillHistory(null, null, null, null, 0, null, null, null);

        /** A drop was noticed then, unless one was before. */
        public RefillHistory dropped(Instant at) {
            return new RefillHistory(
                    droppedSince == null ? at : droppedSince,
                    lastRefusal,
                    askedAt,
                    lookAt,
                    submissionRevision,
                    unsettled,
                    earlyRequest,
                    laterDrop);
        }

        /** It was not refilled for that reason. */
        public RefillHistory refused(RefusalReason reason) {
            return new RefillHistory(
                    droppedSince, reason, askedAt, lookAt, submissionRevision, unsettled, earlyRequest, laterDrop);
        }

        /** The panel was asked then. */
        public RefillHistory asked(Instant at) {
            return new RefillHistory(
                    droppedSince, lastRefusal, at, lookAt, submissionRevision, unsettled, earlyRequest, laterDrop);
        }

        /** The drop is over. A refill that was given up may run all the same, see {@link #settled()}. */
        public RefillHistory intact() {
            return new RefillHistory(null, null, askedAt, lookAt, submissionRevision, unsettled, earlyRequest, null);
        }

        /** That refill was given up and may still run at the panel. */
        public RefillHistory unsettled(UnsettledRefill refill) {
            return new RefillHistory(
                    droppedSince, lastRefusal, askedAt, lookAt, submissionRevision, refill, earlyRequest, laterDrop);
        }

        /** The refill that was given up does not run any more: the next drop is published and refilled. */
        public RefillHistory settled() {
            return new RefillHistory(
                    droppedSince,
                    unsettled == null ? lastRefusal : null,
                    askedAt,
                    lookAt,
                    submissionRevision,
                    null,
                    earlyRequest,
                    laterDrop);
        }

        /** The schedule looks at it then. */
        public RefillHistory look(@Nullable Instant next) {
            return new RefillHistory(
                    droppedSince, lastRefusal, askedAt, next, submissionRevision, unsettled, earlyRequest, laterDrop);
        }

        /** The shop asked then, and was refused because the order was not finished. */
        public RefillHistory earlyRequest(@Nullable Instant at) {
            return new RefillHistory(
                    droppedSince, lastRefusal, askedAt, lookAt, submissionRevision, unsettled, at, laterDrop);
        }

        /** Events of order-intake were acted upon up to that revision. */
        public RefillHistory submissionRevision(long last) {
            return new RefillHistory(
                    droppedSince, lastRefusal, askedAt, lookAt, last, unsettled, earlyRequest, laterDrop);
        }

        /** That drop is looked at when the refill that is with an operator ends; absent to forget it. */
        public RefillHistory laterDrop(@Nullable Drop drop) {
            return new RefillHistory(
                    droppedSince, lastRefusal, askedAt, lookAt, submissionRevision, unsettled, earlyRequest, drop);
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
        Long settled = snapshot.settledRemains();
        return OptionalLong.of(purchase.quantity() - (settled == null ? 0 : Math.max(0, settled)));
    }

    /** The same, bought with these terms. */
    public OrderUnderWarranty accepted(OrderAccepted event) {
        var total = event.content().totalQuantity(event.terms().type());
        Purchase bought = new Purchase(
                event.terms().name(),
                event.terms().refill(),
                event.terms().warranty(),
                event.content().link(),
                total.isPresent() ? total.getAsLong() : null,
                event.observedAt());
        return new OrderUnderWarranty(event.order(), bought, snapshot, measurements, history, revision);
    }

    /** The same with that report of the panel. */
    public OrderUnderWarranty with(PanelSnapshot seen) {
        return new OrderUnderWarranty(ref, purchase, seen, measurements, history, revision);
    }

    /** The same with these measurements. */
    public OrderUnderWarranty with(MeasurementState counted) {
        return new OrderUnderWarranty(ref, purchase, snapshot, counted, history, revision);
    }

    /** The same with that history. */
    public OrderUnderWarranty with(RefillHistory next) {
        return new OrderUnderWarranty(ref, purchase, snapshot, measurements, next, revision);
    }

    /** The same after a refill that was completed then. */
    public OrderUnderWarranty refilled(Instant at) {
        return with(measurements.refilled(at));
    }

    /** The same after so many more published events. */
    public OrderUnderWarranty published(int events) {
        return new OrderUnderWarranty(ref, purchase, snapshot, measurements, history, revision + events);
    }
}
