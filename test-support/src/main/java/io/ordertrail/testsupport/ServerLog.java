package io.ordertrail.testsupport;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Reduces the servers' logs to errors: they write hundreds of lines when they start. */
final class ServerLog {

    /** Referenced here, since java.util.logging forgets the level of a logger without references. */
    private static final List<Logger> QUIET = List.of(
                    "io.zonky.test.db.postgres.embedded",
                    "kafka",
                    "state.change.logger",
                    "org.apache.kafka.common.config",
                    "org.apache.kafka.common.metrics",
                    "org.apache.kafka.clients.admin",
                    "org.apache.kafka.common.utils",
                    "org.apache.kafka.controller",
                    "org.apache.kafka.coordinator",
                    "org.apache.kafka.image",
                    "org.apache.kafka.metadata",
                    "org.apache.kafka.queue",
                    "org.apache.kafka.raft",
                    "org.apache.kafka.server",
                    "org.apache.kafka.storage")
            .stream()
            .map(Logger::getLogger)
            .toList();

    private ServerLog() {}

    static void quiet() {
        QUIET.forEach(logger -> logger.setLevel(Level.SEVERE));
    }
}
