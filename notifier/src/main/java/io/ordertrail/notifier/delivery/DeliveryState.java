package io.ordertrail.notifier.delivery;

import java.util.List;
import java.util.Optional;

/**
 * Where a delivery is. All moves are in {@link #MOVES}, and every statement that changes a state makes one of them.
 *
 * <pre>
 *            CLAIMED              SUCCEEDED
 *  WAITING ----------> SENDING --------------> DELIVERED --+
 *    ^  ^                | | \  FAILED_FOR_GOOD            | REPLAYED
 *    |  +----------------+ |  +--------------> DEAD -------+
 *    |    FAILED           |                                |
 *    +---------------------+--------------------------------+
 * </pre>
 */
public enum DeliveryState {
    /** Due at a time; nobody has it. */
    WAITING,
    /** A replica has it until its lease is over; then another may take it. */
    SENDING,
    /** The receiver said 2xx, or the mail server took it. */
    DELIVERED,
    /** Given up; it can be replayed. */
    DEAD;

    /** What happens to deliveries. */
    public enum Trigger {
        /** A replica takes it, for the time of a lease. */
        CLAIMED,
        /** It arrived. */
        SUCCEEDED,
        /** It did not arrive, and there is a next try. */
        FAILED,
        /** It was not sent, by no fault of the receiver: the replica stops, or the endpoint is paused. */
        GIVEN_BACK,
        /** It did not arrive, and there is no next try. */
        FAILED_FOR_GOOD,
        /** Its subscription gets nothing any more. */
        ENDPOINT_DISABLED,
        /** Somebody wants it sent again. */
        REPLAYED
    }

    /** One row of the table. */
    public record Move(DeliveryState from, Trigger happening, DeliveryState to) {}

    /** The table. */
    public static final List<Move> MOVES = List.of(
            new Move(WAITING, Trigger.CLAIMED, SENDING),
            new Move(WAITING, Trigger.ENDPOINT_DISABLED, DEAD),
            // A lease that ran out: the replica died, or was stopped for too long. Its late word is fenced off.
            new Move(SENDING, Trigger.CLAIMED, SENDING),
            new Move(SENDING, Trigger.SUCCEEDED, DELIVERED),
            new Move(SENDING, Trigger.FAILED, WAITING),
            new Move(SENDING, Trigger.GIVEN_BACK, WAITING),
            new Move(SENDING, Trigger.FAILED_FOR_GOOD, DEAD),
            new Move(SENDING, Trigger.ENDPOINT_DISABLED, DEAD),
            new Move(DELIVERED, Trigger.REPLAYED, WAITING),
            new Move(DEAD, Trigger.REPLAYED, WAITING));

    /** Where that leads; empty if it cannot happen here, and then nothing changes. */
    public Optional<DeliveryState> after(Trigger happening) {
        return MOVES.stream()
                .filter(move -> move.from() == this && move.happening() == happening)
                .findFirst()
                .map(Move::to);
    }

    /** Whether there is something left to do. */
    public boolean isOpen() {
        return this == WAITING || this == SENDING;
    }

    /** As the database, the API and the metrics write it. */
    public String word() {
        return switch (this) {
            case WAITING -> "waiting";
            case SENDING -> "sending";
            case DELIVERED -> "delivered";
            case DEAD -> "dead";
        };
    }
}
