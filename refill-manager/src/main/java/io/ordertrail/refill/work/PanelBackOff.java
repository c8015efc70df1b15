package io.ordertrail.refill.work;

import io.ordertrail.kit.jobs.Backoff;
import java.time.Duration;
import java.time.Instant;

/** Pauses the calls to a panel that fails, longer each time. The other panels are not affected. Thread-safe. */
final class PanelBackOff {

    private final Backoff backoff;
    private Pause pause = new Pause(0, Instant.MIN);

    private record Pause(int failures, Instant until) {}

    PanelBackOff(Duration first, Duration longest) {
        this.backoff = new Backoff(first, longest);
    }

    synchronized boolean isOver(Instant now) {
        return !now.isBefore(pause.until());
    }

    synchronized void called(boolean failed, Instant now) {
        pause = failed ? longer(pause, now) : new Pause(0, Instant.MIN);
    }

    private Pause longer(Pause before, Instant now) {
        int failures = before.failures() + 1;
        return new Pause(failures, now.plus(backoff.after(failures)));
    }
}
