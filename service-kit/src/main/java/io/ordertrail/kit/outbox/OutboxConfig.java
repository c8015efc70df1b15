package io.ordertrail.kit.outbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How committed events get to Kafka. The connection is Quarkus' own ({@code kafka.*}). */
@ConfigMapping(prefix = "ordertrail.outbox")
interface OutboxConfig {

    /** Whether this replica publishes. One that does not still appends; another must publish then. */
    @WithDefault("true")
    boolean relay();

    /** How many events are published at once; with them one transaction is open. */
    @WithDefault("1000")
    int batchSize();

    /** How long an event waits at most when nobody nudged, as after a crash or when another replica wrote it. */
    @WithDefault("250ms")
    Duration pollInterval();

    /** How long Kafka may take for a batch before it is tried again. */
    @WithDefault("30s")
    Duration publishTimeout();

    /** The longest pause between tries while Kafka or PostgreSQL is away; they begin at 100 ms and double. */
    @WithDefault("5s")
    Duration maxBackoff();

    /** How long a shutdown waits for what is committed to be published; the rest is published after the next start. */
    @WithDefault("5s")
    Duration shutdownTimeout();
}
