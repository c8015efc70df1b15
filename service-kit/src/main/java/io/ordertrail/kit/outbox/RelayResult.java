package io.ordertrail.kit.outbox;

import io.ordertrail.kit.jobs.Backoff;
import java.time.Duration;

/** One look of the relay, and how long it waits before the next. */
sealed interface RelayResult {

    /** Another replica publishes just now. */
    record Busy() implements RelayResult {}

    /** So many were found, and all are published or parked. */
    record Done(int rows) implements RelayResult {}

    /** Something was not published, or could not be read. */
    record Failed(String cause) implements RelayResult {}

    /** How soon a replica that was nudged looks whether the other has finished. */
    Duration WHILE_BUSY = Duration.ofMillis(20);

    Duration FIRST_BACKOFF = Duration.ofMillis(100);

    /**
     * The pause after it.
     *
     * @param failures how many rounds failed in a row, this one included
     */
    default Duration pause(int failures, OutboxConfig config) {
        return switch (this) {
            case Busy() -> shorter(WHILE_BUSY, config.pollInterval());
            case Done(int rows) when rows == config.batchSize() -> Duration.ZERO;
            case Done done -> config.pollInterval();
            case Failed failed -> new Backoff(FIRST_BACKOFF, config.maxBackoff()).after(failures);
        };
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
