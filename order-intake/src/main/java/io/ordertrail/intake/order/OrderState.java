package io.ordertrail.intake.order;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Where an order stands. The table of moves is here and nowhere else; docs/architecture.md draws it, the statements of
 * {@link OrderRepository} guard each move by the state that it begins from, and a test walks it.
 */
public enum OrderState {
    /** Stored, to be bought when its panel's lane gets to it. */
    RECEIVED,
    /** Not bought yet, for a reason that passes; claimed again when it is due. */
    WAITING,
    /** Claimed: from here on the panel may have it. */
    SUBMITTING,
    /** The panel may have it, and nobody knows. */
    IN_DOUBT,
    /** Bought. */
    ACCEPTED,
    /** Not bought, and never will be. */
    REJECTED,
    /** Canceled before the panel heard of it. */
    WITHDRAWN;

    private static final Map<OrderState, Set<OrderState>> MOVES = Map.of(
            RECEIVED, EnumSet.of(SUBMITTING, REJECTED, WITHDRAWN),
            WAITING, EnumSet.of(SUBMITTING, REJECTED, WITHDRAWN),
            // Back to WAITING only on proof that the panel does not have it.
            SUBMITTING, EnumSet.of(ACCEPTED, REJECTED, WAITING, IN_DOUBT),
            // ACCEPTED by adoption or a late answer; RECEIVED on proof of absence or by an operator.
            IN_DOUBT, EnumSet.of(ACCEPTED, REJECTED, RECEIVED),
            ACCEPTED, EnumSet.noneOf(OrderState.class),
            REJECTED, EnumSet.noneOf(OrderState.class),
            WITHDRAWN, EnumSet.noneOf(OrderState.class));

    /** Whether an order may go from here to there. */
    public boolean canBecome(OrderState next) {
        return MOVES.getOrDefault(this, Set.of()).contains(next);
    }

    /** Whether nothing more happens to the order here. */
    public boolean isEnd() {
        return MOVES.getOrDefault(this, Set.of()).isEmpty();
    }
}
