package io.ordertrail.poller.schedule;

/** How many orders a tick want to be looked at: the sum of one by their intervals, in whole numbers so that it does not drift. */
final class Demand {

    private static final long ONE = 1L << 32;

    private long sum;

    void add(int interval) {
        sum += ONE / Math.max(1, interval);
    }

    void remove(int interval) {
        sum -= ONE / Math.max(1, interval);
    }

    double perTick() {
        return (double) sum / ONE;
    }
}
