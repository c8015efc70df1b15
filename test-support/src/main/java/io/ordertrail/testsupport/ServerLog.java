package io.ordertrail.testsupport;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The servers write hundreds of lines when they start; only what is wrong is of interest here. */
final class ServerLog {

    /** Held, since java.util.logging forgets the level of a logger that nobody holds. */
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
