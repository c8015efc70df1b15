package io.ordertrail.refill.order;

import io.ordertrail.events.OrderRef;
import io.ordertrail.events.RefillEvent.RefusalReason;
import io.ordertrail.events.SubmissionEvent.OrderAccepted;
import io.ordertrail.trade.OrderId;
import io.ordertrail.trade.OrderStatus;
import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A bought order as far as refills are concerned.
 *
 * @param purchase absent until order-intake told of it; a status may come first, from another topic
 * @param told the last revision of {@code orders.refills} that we gave
 */
public record WatchedOrder(
        OrderRef ref, @Nullable Purchase purchase, Sight sight, Count count, Memory memory, long told) {

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
    public record Sight(
            @Nullable OrderStatus status,
            @Nullable Long startCount,
            @Nullable Long remains,
            @Nullable Long settledRemains,
            @Nullable Instant finishedAt,
            @Nullable Instant warrantyFrom,
            @Nullable Instant seenAt,
            long revision) {
        static final Sight NONE = new Sight(null, null, null, null, null, null, null, 0);
    }

    /**
     * What the shop counted.
     *
     * @param lowInARow how many times in a row it was too low
     */
    public record Count(int lowInARow, @Nullable Instant lastAt) {
        static final Count NONE = new Count(0, null);
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
    public record Memory(
            @Nullable Instant droppedSince,
            @Nullable RefusalReason lastRefusal,
            @Nullable Instant askedAt,
            @Nullable Instant lookAt,
            long heard,
            boolean unsettled,
            @Nullable Instant earlyWish) {
        static final Memory NONE = new Memory(null, null, null, null, 0, false, null);

        /** A drop was noticed then, unless one was before. */
        public Memory dropped(Instant at) {
            return new Memory(
                    droppedSince == null ? at : droppedSince,
                    lastRefusal,
                    askedAt,
                    lookAt,
                    heard,
                    unsettled,
                    earlyWish);
        }

        /** It was not refilled for that reason. */
        public Memory refused(RefusalReason reason) {
            return new Memory(droppedSince, reason, askedAt, lookAt, heard, unsettled, earlyWish);
        }

        /** The panel was asked then. */
        public Memory asked(Instant at) {
            return new Memory(droppedSince, lastRefusal, at, lookAt, heard, unsettled, earlyWish);
        }

        /** There is no drop any more. */
        public Memory whole() {
            return new Memory(null, null, askedAt, lookAt, heard, false, earlyWish);
        }

        /** A refill was given up that may still run at the panel, or is known not to. */
        public Memory unsettled(boolean mayRun) {
            return new Memory(droppedSince, mayRun ? lastRefusal : null, askedAt, lookAt, heard, mayRun, earlyWish);
        }

        /** The schedule looks at it then. */
        public Memory look(@Nullable Instant next) {
            return new Memory(droppedSince, lastRefusal, askedAt, next, heard, unsettled, earlyWish);
        }

        /** The shop asked then, and was refused because the order was not finished. */
        public Memory earlyWish(@Nullable Instant at) {
            return new Memory(droppedSince, lastRefusal, askedAt, lookAt, heard, unsettled, at);
        }

        /** So far order-intake was heard. */
        public Memory heard(long revision) {
            return new Memory(droppedSince, lastRefusal, askedAt, lookAt, revision, unsettled, earlyWish);
        }
    }

    /** An order of which only this is known. */
    public static WatchedOrder of(OrderRef ref) {
        return new WatchedOrder(ref, null, Sight.NONE, Count.NONE, Memory.NONE, 0);
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
    public WatchedOrder accepted(OrderAccepted event) {
        var total = event.content().totalQuantity();
        Purchase bought = new Purchase(
                event.terms().name(),
                event.terms().refill(),
                event.content().link(),
                total.isPresent() ? total.getAsLong() : null,
                event.observedAt());
        return new WatchedOrder(event.order(), bought, sight, count, memory, told);
    }

    /** The same, seen so. */
    public WatchedOrder with(Sight seen) {
        return new WatchedOrder(ref, purchase, seen, count, memory, told);
    }

    /** The same, counted so. */
    public WatchedOrder with(Count counted) {
        return new WatchedOrder(ref, purchase, sight, counted, memory, told);
    }

    /** The same, remembering that. */
    public WatchedOrder with(Memory remembered) {
        return new WatchedOrder(ref, purchase, sight, count, remembered, told);
    }

    /** The same after so many more events of ours. */
    public WatchedOrder toldMore(int events) {
        return new WatchedOrder(ref, purchase, sight, count, memory, told + events);
    }
}
