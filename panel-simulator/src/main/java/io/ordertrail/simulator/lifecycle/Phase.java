package io.ordertrail.simulator.lifecycle;

/**
 * A stretch of an order's life, until the next one begins.
 *
 * @param at when it begins
 * @param remainsFrom what the panel says is undelivered at the beginning
 * @param remainsTo what it says at {@code until} and after; in between it falls evenly
 * @param dropped how many of the delivered are gone again, whether the panel says so or not
 */
public record Phase(long at, SimulatedOrderState state, long remainsFrom, long remainsTo, long until, long dropped) {

    static Phase still(long at, SimulatedOrderState state, long remains) {
        return new Phase(at, state, remains, remains, at, 0);
    }

    static Phase delivering(long at, long from, long to, long until) {
        return new Phase(at, SimulatedOrderState.IN_PROGRESS, from, to, until, 0);
    }

    /** What the panel says is undelivered at a time within the phase. */
    public long remainsAt(long time) {
        if (time >= until) {
            return remainsTo;
        }
        double share = (double) (time - at) / (until - at);
        return remainsFrom - Math.round((remainsFrom - remainsTo) * share);
    }
}
