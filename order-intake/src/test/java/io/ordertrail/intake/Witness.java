package io.ordertrail.intake;

import static org.awaitility.Awaitility.await;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;

/** The balance that doubts are compared with. */
public final class Witness {

    private static final Duration LONG = Duration.ofMinutes(1);

    private Witness() {}

    /**
     * Returns when a balance of the panel was read after all that has happened there so far. Otherwise one from between two
     * events may be a doubt's balance, and says nothing; then the doubt waits for a later order to close its range.
     */
    public static void awaitNext(Pool pool, String panel) {
        Instant now = Instant.now();
        await().atMost(LONG)
                .until(() -> pool.preparedQuery(
                                "select coalesce(max(witness_at), 'epoch') from panel_state where panel = $1")
                        .execute(Tuple.of(panel))
                        .await()
                        .atMost(LONG)
                        .iterator()
                        .next()
                        .getOffsetDateTime(0)
                        .toInstant()
                        .isAfter(now));
    }
}
