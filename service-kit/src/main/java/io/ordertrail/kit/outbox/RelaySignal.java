package io.ordertrail.kit.outbox;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Where the relay waits, and what wakes it. Many nudges are one. */
@Singleton
class RelaySignal {

    private final Semaphore signal = new Semaphore(0);

    void nudge() {
        if (signal.availablePermits() == 0) {
            signal.release();
        }
    }

    /** Until a nudge, or that long. */
    void await(Duration atMost) throws InterruptedException {
        if (signal.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
            signal.drainPermits();
        }
    }
}
