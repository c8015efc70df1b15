package io.ordertrail.intake.request;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.function.Supplier;

/** Repeats work on the database until it succeeds: a record waits rather than being lost. */
final class RetryUntilStored {

    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private RetryUntilStored() {}

    /** Runs work that may be repeated, until it succeeds. */
    static <T> Uni<T> retried(Supplier<Uni<T>> work) {
        return Uni.createFrom()
                .<T>deferred(work::get)
                .onFailure()
                .retry()
                .withBackOff(FIRST, LONGEST)
                .indefinitely();
    }
}
