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
public record Alarms(@Nullable Instant deniedSince, boolean deniedTold, boolean stuckTold, Ticket ticket) {

    /** All is well. */
    public static final Alarms NONE = new Alarms(null, false, false, Ticket.NONE);

    /** Asked for at most once in an order's life. */
    public enum Ticket {
        /** Never asked for. */
        NONE,
        /** Asked for; if the process died then, nobody knows what came of it, and it is never asked for again. */
        ASKED,
        /** What came of it was told. */
        TOLD
    }

    Alarms denied(Instant since) {
        return new Alarms(since, false, stuckTold, ticket);
    }

    Alarms denialTold() {
        return new Alarms(deniedSince, true, stuckTold, ticket);
    }

    Alarms notDenied() {
        return new Alarms(null, false, stuckTold, ticket);
    }

    Alarms stuck() {
        return new Alarms(deniedSince, deniedTold, true, ticket == Ticket.ASKED ? Ticket.TOLD : ticket);
    }

    Alarms ticketAsked() {
        return new Alarms(deniedSince, deniedTold, stuckTold, Ticket.ASKED);
    }

    Alarms afterNews() {
        return new Alarms(null, false, false, ticket);
    }
}
