package io.ordertrail.simulator.http;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;

/** Limits the calls within any window of time; refused ones do not count. Thread-safe. */
final class RateLimit {

    private final int most;
    private final long window;
    private final InstantSource time;
    private final Deque<Long> calls = new ArrayDeque<>();

    /** @param most 0 for any number */
    RateLimit(int most, Duration window, InstantSource time) {
        this.most = most;
        this.window = window.toMillis();
        this.time = time;
    }

    /** Counts a call. Returns 0 if it is allowed, otherwise the seconds to wait. */
    synchronized int take() {
        if (most == 0) {
            return 0;
        }
        long now = time.millis();
        while (!calls.isEmpty() && calls.getFirst() <= now - window) {
            calls.removeFirst();
        }
        if (calls.size() < most) {
            calls.addLast(now);
            return 0;
        }
        return (int) Math.max(1, Math.ceilDiv(calls.getFirst() + window - now, 1000L));
    }
}
