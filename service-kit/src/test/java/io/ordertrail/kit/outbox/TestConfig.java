package io.ordertrail.kit.outbox;

import java.time.Duration;

record TestConfig(
        boolean relay,
        int batchSize,
        Duration pollInterval,
        Duration publishTimeout,
        Duration maxBackoff,
        Duration shutdownTimeout)
        implements OutboxConfig {

    static TestConfig defaults() {
        return new TestConfig(
                true,
                1000,
                Duration.ofMillis(250),
                Duration.ofSeconds(30),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5));
    }

    TestConfig batchSize(int size) {
        return new TestConfig(relay, size, pollInterval, publishTimeout, maxBackoff, shutdownTimeout);
    }

    TestConfig publishTimeout(Duration timeout) {
        return new TestConfig(relay, batchSize, pollInterval, timeout, maxBackoff, shutdownTimeout);
    }
}
