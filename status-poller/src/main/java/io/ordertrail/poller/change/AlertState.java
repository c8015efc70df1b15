package io.ordertrail.poller.change;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with an order, and what of it was published.
 *
 * @param deniedSince since when the panel denies it, or absent
 * @param deniedPublished whether the denial was published
 * @param stuckPublished whether {@code order.stuck} was published since the last change
 * @param ticket whether the panel's desk was asked
 */
public record AlertState(
        @Nullable Instant deniedSince, boolean deniedPublished, boolean stuckPublished, Ticket ticket) {

    /** All is well. */
    public static final AlertState NONE = new AlertState(null, false, false, Ticket.NONE);

    /** Asked for at most once in an order's life. */
    public enum Ticket {
        /** Never asked for. */
        NONE,
        /** Asked for; if the process died then, the outcome is unknown, and it is never asked for again. */
        ASKED,
        /** The outcome was published. */
        PUBLISHED
    }

    AlertState denied(Instant since) {
        return new AlertState(since, false, stuckPublished, ticket);
    }

    AlertState denialPublished() {
        return new AlertState(deniedSince, true, stuckPublished, ticket);
    }

    AlertState notDenied() {
        return new AlertState(null, false, stuckPublished, ticket);
    }

    AlertState stuck() {
        return new AlertState(deniedSince, deniedPublished, true, ticket == Ticket.ASKED ? Ticket.PUBLISHED : ticket);
    }

    AlertState ticketAsked() {
        return new AlertState(deniedSince, deniedPublished, stuckPublished, Ticket.ASKED);
    }

    AlertState afterNews() {
        return new AlertState(null, false, false, ticket);
    }
}
