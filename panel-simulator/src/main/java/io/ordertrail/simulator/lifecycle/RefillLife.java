package io.ordertrail.simulator.lifecycle;

import java.util.List;

/**
 * What becomes of a refill.
 *
 * @param refill its own phases, at least one
 * @param order what it makes of the order; empty if nothing
 */
public record RefillLife(List<RefillPhase> refill, List<Phase> order) {

    /** The refill's state at a time. */
    public SimulatedRefillState at(long time) {
        SimulatedRefillState state = refill.getFirst().state();
        for (RefillPhase phase : refill) {
            if (phase.at() <= time) {
                state = phase.state();
            }
        }
        return state;
    }
}
