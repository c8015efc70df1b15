package io.ordertrail.refill.work;

import java.time.Duration;
import java.time.Instant;

/** Pauses the calls to a panel that fails, longer each time. The other panels are not affected. Thread-safe. */
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

    synchronized void called(boolean failed, Instant now) {
        pause = failed ? longer(pause, now) : new Pause(0, Instant.MIN);
    }

    private Pause longer(Pause before, Instant now) {
        Duration wait = first.multipliedBy(1L << Math.min(before.failures(), 20));
        return new Pause(before.failures() + 1, now.plus(wait.compareTo(longest) < 0 ? wait : longest));
    }
}
