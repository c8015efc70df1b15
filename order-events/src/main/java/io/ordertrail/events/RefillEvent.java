package io.ordertrail.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ordertrail.domain.RefillId;
import io.ordertrail.domain.TicketId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Drops under warranty and their refills; written by refill-manager on {@link Topics#REFILLS}. */
public sealed interface RefillEvent extends LifecycleEvent {

    /** A drop was noticed. The next event says whether it is refilled. */
    @EventType("refill.drop-found")
    record DropFound(OrderRef order, long revision, Instant observedAt, Drop drop) implements RefillEvent {}

    /** No refill, by our rules or the panel's word, though one was due or asked for. */
    @EventType("refill.refused")
    record RefillRefused(OrderRef order, long revision, Instant observedAt, RefusalReason reason, String message)
            implements RefillEvent {}

    /**
     * The panel took the refill.
     *
     * @param refill the panel's id of it; absent where the panel gives none
     * @param attempt 1 for the first refill of this drop
     */
    @EventType("refill.requested")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RefillRequested(
            OrderRef order,
            long revision,
            Instant observedAt,
            @Nullable RefillId refill,
            int attempt) implements RefillEvent {}

    /** The panel may have taken the refill: not asked again meanwhile. */
    @EventType("refill.in-doubt")
    record RefillInDoubt(OrderRef order, long revision, Instant observedAt, Instant requestedAt, String evidence)
            implements RefillEvent {}

    /** The panel says that it is done. */
    @EventType("refill.completed")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RefillCompleted(
            OrderRef order,
            long revision,
            Instant observedAt,
            @Nullable RefillId refill) implements RefillEvent {}

    /**
     * The panel rejected, canceled or failed a refill that it had taken.
     *
     * @param panelStatus the panel's own word
     * @param nextTry when it is asked again, or absent after the last try
     */
    @EventType("refill.rejected")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RefillRejected(
            OrderRef order,
            long revision,
            Instant observedAt,
            @Nullable RefillId refill,
            String panelStatus,
            @Nullable Instant nextTry)
            implements RefillEvent {}

    /** A refill that never settled was given up. */
    @EventType("refill.closed")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RefillClosed(
            OrderRef order,
            long revision,
            Instant observedAt,
            @Nullable RefillId refill,
            String message) implements RefillEvent {}

    /** A ticket was opened at the panel's desk. */
    @EventType("refill.ticket-opened")
    record TicketOpened(OrderRef order, long revision, Instant observedAt, TicketId ticket, String subject)
            implements RefillEvent {}

    /** We are at our end with it: an operator must look. */
    @EventType("refill.needs-operator")
    record NeedsOperator(OrderRef order, long revision, Instant observedAt, String message) implements RefillEvent {}

    /**
     * How a drop was noticed.
     *
     * @param missing how many are missing, where that is known
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Drop(DropEvidence evidence, @Nullable Long missing, String explanation) {}

    /** What showed the drop. */
    enum DropEvidence {
        /** A finished order's status went back. */
        STATUS,
        /** A finished order's {@code remains} rose. */
        REMAINS,
        /** A shop counted fewer than it should. */
        MEASUREMENT,
        /** The panel took a refill that was asked for by schedule. */
        SCHEDULE,
        /** The shop asked. */
        SHOP
    }

    /** Why there is no refill. */
    enum RefusalReason {
        SERVICE_WITHOUT_REFILL,
        NO_WARRANTY,
        WARRANTY_OVER,
        NOT_FINISHED,
        CANCELED,
        TOO_PARTIAL,
        COOLING_DOWN,
        IN_FLIGHT,
        NEWER_ORDER_ON_LINK,
        REFUSED_BY_PANEL,
        UNKNOWN_ORDER,
        DRY_RUN
    }
}
