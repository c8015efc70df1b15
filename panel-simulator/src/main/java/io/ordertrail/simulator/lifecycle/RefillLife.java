package io.ordertrail.simulator.lifecycle;

import java.util.List;

/**
 * The lifecycle of a refill.
 *
 * @param refill its own phases, at least one
 * @param order the order's phases after it; empty if it changes nothing
 */
public record RefillLife(List<RefillPhase> refill, List<Phase> order) {

    /** Returns the refill's state at a time. */
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
