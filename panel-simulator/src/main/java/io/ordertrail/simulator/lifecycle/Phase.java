package io.ordertrail.simulator.lifecycle;

/**
 * A phase of an order, until the next one begins.
 *
 * @param at when it begins
 * @param remainsFrom the panel's {@code remains} at the beginning
 * @param remainsTo {@code remains} at {@code until} and after; in between it falls evenly
 * @param dropped how many of the delivered are gone again, whether the panel shows it or not
 */
public record Phase(long at, SimulatedOrderState state, long remainsFrom, long remainsTo, long until, long dropped) {

    static Phase still(long at, SimulatedOrderState state, long remains) {
        return new Phase(at, state, remains, remains, at, 0);
    }

    static Phase delivering(long at, long from, long to, long until) {
        return new Phase(at, SimulatedOrderState.IN_PROGRESS, from, to, until, 0);
    }

    /** Returns {@code remains} at a time within the phase. */
    public long remainsAt(long time) {
        if (time >= until) {
            return remainsTo;
        }
        double share = (double) (time - at) / (until - at);
        return remainsFrom - Math.round((remainsFrom - remainsTo) * share);
    }
}
