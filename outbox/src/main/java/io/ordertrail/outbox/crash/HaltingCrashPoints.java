package io.ordertrail.outbox.crash;

import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Ends the JVM as a power cut does: no shutdown hook, no flush. */
@Singleton
@IfBuildProperty(name = "ordertrail.crash-points", stringValue = "true")
class HaltingCrashPoints implements CrashPoints {

    /** As if killed by SIGKILL. */
    private static final int STATUS = 137;

    private final Optional<String> at;
    private final AtomicInteger passingsLeft;

    HaltingCrashPoints(
            @ConfigProperty(name = "ordertrail.crash-points.at") Optional<String> at,
            @ConfigProperty(name = "ordertrail.crash-points.hit", defaultValue = "1") int hit) {
        this.at = at;
        this.passingsLeft = new AtomicInteger(hit);
    }

    @Override
    public void pass(String name) {
        if (at.filter(name::equals).isPresent() && passingsLeft.decrementAndGet() == 0) {
            System.err.println("Halting at " + name);
            Runtime.getRuntime().halt(STATUS);
        }
    }
}
