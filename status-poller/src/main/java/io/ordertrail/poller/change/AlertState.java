package io.ordertrail.poller.change;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with an order, and whether somebody was told.
 *
 * @param deniedSince since when the panel denies it, or absent
 * @param deniedTold whether that was told
 * @param stuckTold whether it was told that it is stuck, since the last change
 * @param ticket whether the panel's desk was asked
 */
public record AlertState(@Nullable Instant deniedSince, boolean deniedTold, boolean stuckTold, Ticket ticket) {

    /** All is well. */
    public static final AlertState NONE = new AlertState(null, false, false, Ticket.NONE);

    /** Asked for at most once in an order's life. */
    public enum Ticket {
        /** Never asked for. */
        NONE,
        /** Asked for; if the process died then, nobody knows what came of it, and it is never asked for again. */
        ASKED,
        /** What came of it was told. */
        TOLD
    }

    AlertState denied(Instant since) {
        return new AlertState(since, false, stuckTold, ticket);
    }

    AlertState denialTold() {
        return new AlertState(deniedSince, true, stuckTold, ticket);
    }

    AlertState notDenied() {
        return new AlertState(null, false, stuckTold, ticket);
    }

    AlertState stuck() {
        return new AlertState(deniedSince, deniedTold, true, ticket == Ticket.ASKED ? Ticket.TOLD : ticket);
    }

    AlertState ticketAsked() {
        return new AlertState(deniedSince, deniedTold, stuckTold, Ticket.ASKED);
    }

    AlertState afterNews() {
        return new AlertState(null, false, false, ticket);
    }
}
