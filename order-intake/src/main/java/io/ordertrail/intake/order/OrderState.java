package io.ordertrail.intake.order;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * The state of an order. The table of moves is here and nowhere else; docs/architecture.md draws it, each statement that
 * moves an order is guarded by the state that the move begins from, and a test walks the table.
 */
public enum OrderState {
    /** Stored, to be bought when its panel's submitter claims it. */
    RECEIVED,
    /** Not bought yet, for a reason that passes; claimed again when it is due. */
    WAITING,
    /** Claimed: from here on the panel may have it. */
    SUBMITTING,
    /** The panel may have it; whether it does is unknown. */
    IN_DOUBT,
    /** Bought. */
    ACCEPTED,
    /** Not bought, and never will be. */
    REJECTED,
    /** Canceled while the panel did not have it. */
    WITHDRAWN;

    private static final Map<OrderState, Set<OrderState>> MOVES = Map.of(
            // To WAITING while buying is stopped.
            RECEIVED, EnumSet.of(SUBMITTING, WAITING, REJECTED, WITHDRAWN),
            WAITING, EnumSet.of(SUBMITTING, WAITING, REJECTED, WITHDRAWN),
            // Back to WAITING only on proof that the panel does not have it; WITHDRAWN in its place if a cancel is
            // wanted.
            SUBMITTING, EnumSet.of(ACCEPTED, REJECTED, WAITING, IN_DOUBT, WITHDRAWN),
            // ACCEPTED by adoption or a late answer; RECEIVED on proof of absence or by an operator, WITHDRAWN in its
            // place if a cancel is wanted.
            IN_DOUBT, EnumSet.of(ACCEPTED, REJECTED, RECEIVED, WITHDRAWN),
            ACCEPTED, EnumSet.noneOf(OrderState.class),
            REJECTED, EnumSet.noneOf(OrderState.class),
            WITHDRAWN, EnumSet.noneOf(OrderState.class));

    /** Returns whether an order may go from this state to that one. */
    public boolean canBecome(OrderState next) {
        return MOVES.getOrDefault(this, Set.of()).contains(next);
    }

    /** Returns whether order-intake does nothing more to the order in this state. */
    public boolean isEnd() {
        return MOVES.getOrDefault(this, Set.of()).isEmpty();
    }
}
