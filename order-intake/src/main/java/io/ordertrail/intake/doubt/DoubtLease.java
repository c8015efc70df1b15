package io.ordertrail.intake.doubt;

import io.ordertrail.domain.PanelName;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;

/**
 * Lets one replica at a time look into a panel's doubts, so that no panel is asked twice and searches go on where they
 * stopped. No lock and no transaction is held meanwhile; what is decided is guarded by the submission all the same.
 */
@Singleton
class DoubtLease {

    /** The time of the database counts: the clocks of replicas may be apart. */
    private static final String TAKE = """
            insert into panel_state (panel, doubts_by, doubts_until) values ($1, $2, now() + make_interval(secs => $3))
            on conflict (panel) do update set doubts_by = $2, doubts_until = now() + make_interval(secs => $3)
             where panel_state.doubts_by = $2 or panel_state.doubts_until is null or panel_state.doubts_until < now()
            returning panel
            """;

    private final Pool pool;
    private final String replica = UUID.randomUUID().toString();

    DoubtLease(Pool pool) {
        this.pool = pool;
    }

    /** Takes the lease, or renews it. Another replica may take it when that time has passed. */
    Uni<Boolean> take(PanelName panel, Duration time) {
        return pool.preparedQuery(TAKE)
                .execute(Tuple.of(panel.value(), replica, time.toMillis() / 1000.0))
                .map(rows -> rows.size() > 0);
    }

    /** Another replica looks into the panel's doubts now. */
    static final class LostException extends RuntimeException {

        private static final long serialVersionUID = 1;

        LostException(PanelName panel) {
            super("another replica looks into the doubts at " + panel);
        }
    }
}
