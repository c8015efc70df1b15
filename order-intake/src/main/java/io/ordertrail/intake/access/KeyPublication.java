package io.ordertrail.intake.access;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Publishes every valid key at each start: keys that are older than the topic get there by this, and a topic that was
 * made again is filled again. A copy that has a key already ignores the repeat.
 */
@Singleton
class KeyPublication {

    private static final Logger LOG = Logger.getLogger(KeyPublication.class);
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final KeyStore keys;

    KeyPublication(KeyStore keys) {
        this.keys = keys;
    }

    void start(@Observes StartupEvent event) {
        keys.publishValid()
                .onFailure()
                .invoke(e -> LOG.warnf("The API keys could not be published; trying again: %s", e))
                .onFailure()
                .retry()
                .withBackOff(SHORTEST_PAUSE, LONGEST_PAUSE)
                .indefinitely()
                .subscribe()
                .with(
                        count -> LOG.debugf("Published %d API keys", count),
                        e -> LOG.errorf(e, "The API keys are not published until the next start"));
    }
}
