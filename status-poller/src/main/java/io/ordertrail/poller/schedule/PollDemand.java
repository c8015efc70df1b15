package io.ordertrail.poller.schedule;

/**
 * How many orders a tick want to be looked at: the sum of one by their waits, in whole numbers so that it does not drift. The
 * waits are those without the stretch, or what stretches them would be made smaller by having done so.
 */
final class PollDemand {

    private static final long ONE = 1L << 32;

    /** What is asked for at once is so once, and no steady demand. */
    private final int shortest;

    private long sum;

    PollDemand(int shortest) {
        this.shortest = shortest;
    }

    void add(int interval) {
        sum += ONE / Math.max(shortest, interval);
    }

    void remove(int interval) {
        sum -= ONE / Math.max(shortest, interval);
    }

    /** Nothing to divide where nothing is different, which is so at most looks. */
    void replace(int before, int interval) {
        if (Math.max(shortest, before) != Math.max(shortest, interval)) {
            remove(before);
            add(interval);
        }
    }

    double perTick() {
        return (double) sum / ONE;
    }
}
