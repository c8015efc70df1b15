package io.ordertrail.domain;

/**
 * Delivery in portions: {@code runs} portions, one every {@code interval} minutes. The quantity of such an order is
 * per run.
 *
 * @param runs at least 1
 * @param interval in minutes, at least 0
 */
public record DripFeed(int runs, int interval) {

    /** @throws IllegalArgumentException if runs is below 1 or interval below 0 */
    public DripFeed {
        if (runs < 1) {
            throw new IllegalArgumentException("runs must be at least 1, but was " + runs);
        }
        if (interval < 0) {
            throw new IllegalArgumentException("interval must be at least 0 minutes, but was " + interval);
        }
    }
}
