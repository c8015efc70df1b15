package io.ordertrail.outbox.crash;

import io.quarkus.arc.DefaultBean;
import jakarta.inject.Singleton;

/** What every build that is not a proof's has. */
@Singleton
@DefaultBean
class NoCrashPoints implements CrashPoints {

    @Override
    public void pass(String name) {}
}
