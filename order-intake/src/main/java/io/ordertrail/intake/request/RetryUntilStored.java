package io.ordertrail.intake.request;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.function.Supplier;

/** Work on the database that waits for it to come back: a record is held back rather than lost. */
final class RetryUntilStored {

    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private RetryUntilStored() {}

    /** Only for work that may be repeated. */
    static <T> Uni<T> retried(Supplier<Uni<T>> work) {
        return Uni.createFrom()
                .<T>deferred(work::get)
                .onFailure()
                .retry()
                .withBackOff(FIRST, LONGEST)
                .indefinitely();
    }
}
