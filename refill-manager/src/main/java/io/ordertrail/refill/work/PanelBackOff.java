package io.ordertrail.refill.work;

import java.time.Duration;
import java.time.Instant;

/** A panel that fails is left alone for a while, longer each time; the others are not touched by it. Thread-safe. */
final class PanelBackOff {

    private final Duration first;
    private final Duration longest;
    private Pause pause = new Pause(0, Instant.MIN);

    private record Pause(int failures, Instant until) {}

    PanelBackOff(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
    }

    synchronized boolean isOver(Instant now) {
        return !now.isBefore(pause.until());
    }

    synchronized void heard(boolean failed, Instant now) {
        pause = failed ? longer(pause, now) : new Pause(0, Instant.MIN);
    }

    private Pause longer(Pause before, Instant now) {
        Duration wait = first.multipliedBy(1L << Math.min(before.failures(), 20));
        return new Pause(before.failures() + 1, now.plus(wait.compareTo(longest) < 0 ? wait : longest));
    }
}
